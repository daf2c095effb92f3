"""Accounts by email address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    email: str
    phone: str
    code: str

    def new_code(self) -> str:
        return self.code


ACCOUNTS: dict[str, Account] = {}


def find_account(email: str) -> Account | None:
    return ACCOUNTS.get(email.casefold())
