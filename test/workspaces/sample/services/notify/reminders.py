"""Reminders for trips that nobody has finished."""

from sqlite3 import Connection


def addresses(database: Connection, trips: list[dict]) -> list[str]:
    found = []
    for trip in trips:
        row = database.execute("SELECT address FROM accounts WHERE id = ?", (trip["account"],))
        found.extend(address for (address,) in row)
    return found
