"""Station names and places."""

import json
import logging
from pathlib import Path

log = logging.getLogger(__name__)


def read_stations(path: Path) -> dict[str, dict]:
    stations: dict[str, dict] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            station = json.loads(line)
            stations[station["id"]] = station
        except (json.JSONDecodeError, KeyError) as error:
            log.warning("left out a broken station: %s", error)
    return stations
