"""What a trip costs."""

from datetime import datetime

UNLOCK_CENTS = 100
CENTS_PER_MINUTE = 12


def calculate_price(minutes: float, now: datetime, free_sundays: bool) -> int:
    price = UNLOCK_CENTS + round(minutes * CENTS_PER_MINUTE)
    if now.hour < 6:
        price = round(price * 0.8)
    if free_sundays and now.weekday() == 6:
        return 0
    return price


def refund(price: int, minutes: float) -> int:
    """Whoever brings a bike back within two minutes has changed their mind."""
    return price if minutes < 2 else 0
