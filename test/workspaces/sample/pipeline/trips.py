"""Turns raw trips into one row per station and hour."""

from pathlib import Path

import pandas as pd


def load(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, parse_dates=["started_at", "ended_at"])


def minutes_by_station(path: Path) -> dict[str, float]:
    df = pd.read_csv(path, parse_dates=["started_at", "ended_at"])
    totals: dict[str, float] = {}
    for i, row in df.iterrows():
        minutes = (row["ended_at"] - row["started_at"]).total_seconds() / 60
        totals[row["station"]] = totals.get(row["station"], 0.0) + minutes
    return totals


def busiest(totals: dict[str, float], count: int = 10) -> list[str]:
    return sorted(totals, key=totals.__getitem__, reverse=True)[:count]
