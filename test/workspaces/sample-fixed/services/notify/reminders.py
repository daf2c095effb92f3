"""Reminders for trips that nobody has finished."""

from sqlite3 import Connection


def addresses(database: Connection, trips: list[dict]) -> list[str]:
    accounts = [trip["account"] for trip in trips]
    marks = ", ".join("?" for _ in accounts)
    rows = database.execute(f"SELECT address FROM accounts WHERE id IN ({marks})", accounts)
    return [address for (address,) in rows]
