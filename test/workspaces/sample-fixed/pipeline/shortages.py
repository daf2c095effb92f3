"""Stations that run out of bikes."""

from pathlib import Path

import polars as pl


def empty_stations(path: Path) -> list[str]:
    empty = pl.scan_parquet(path).filter(pl.col("bikes") == 0).select("station").unique().collect()
    return sorted(empty["station"])


def reported_twice(today: list[str], yesterday: list[str]) -> list[str]:
    before = set(yesterday)
    return [station for station in today if station in before]
