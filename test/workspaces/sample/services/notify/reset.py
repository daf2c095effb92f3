"""Resetting a forgotten password by text message."""

from fastapi import APIRouter, HTTPException

from .directory import find_account
from .push import send

router = APIRouter()


@router.post("/forgot-password")
def forgot_password(email: str) -> dict[str, str]:
    account = find_account(email)
    if account is None:
        raise HTTPException(status_code=404, detail="No account with that email")
    send(account.phone, f"Your code is {account.new_code()}")
    return {"message": "We have sent you a code."}
