"""Resetting a forgotten password by text message."""

from fastapi import APIRouter

from .directory import find_account
from .push import send

router = APIRouter()


@router.post("/forgot-password")
def forgot_password(email: str) -> dict[str, str]:
    account = find_account(email)
    if account is not None:
        send(account.phone, f"Your code is {account.new_code()}")
    return {"message": "If we know that address, a code is on its way."}
