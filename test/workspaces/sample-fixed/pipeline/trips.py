"""Turns raw trips into one row per station and hour."""

from pathlib import Path

import pandas as pd


def load(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, parse_dates=["started_at", "ended_at"])


def minutes_by_station(path: Path) -> dict[str, float]:
    df = load(path)
    minutes = (df["ended_at"] - df["started_at"]).dt.total_seconds() / 60
    return minutes.groupby(df["station"]).sum().to_dict()


def busiest(totals: dict[str, float], count: int = 10) -> list[str]:
    return sorted(totals, key=totals.__getitem__, reverse=True)[:count]
