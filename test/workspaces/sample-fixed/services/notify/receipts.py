"""Receipts for finished trips."""

from sqlite3 import Connection


def receipts(database: Connection, account: str) -> list[str]:
    trips = database.execute(
        "SELECT station, price FROM trips "
        "WHERE account = ? AND finished IS NOT NULL",
        (account,),
    )
    return [f"{trip['station']}: {trip['price']} euro" for trip in trips]
