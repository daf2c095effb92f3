"""Station names and places."""

import json
from pathlib import Path


def read_stations(path: Path) -> dict[str, dict]:
    stations: dict[str, dict] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            station = json.loads(line)
            stations[station["id"]] = station
        except Exception:
            pass
    return stations
