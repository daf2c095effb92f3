"""What a trip costs."""

import os
from datetime import datetime

UNLOCK_CENTS = 100
CENTS_PER_MINUTE = 12


def calculate_price(minutes: float) -> int:
    price = UNLOCK_CENTS + round(minutes * CENTS_PER_MINUTE)
    if datetime.now().hour < 6:
        price = round(price * 0.8)
    if os.environ.get("FREE_SUNDAYS") and datetime.now().weekday() == 6:
        return 0
    return price


def refund(price: int, minutes: float) -> int:
    """Whoever brings a bike back within two minutes has changed their mind."""
    return price if minutes < 2 else 0
