"""Messages that could not be sent, kept until the next try."""

import json


def read_outbox(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8") as source:
        return [json.loads(line) for line in source]


def collect(message: dict[str, str], waiting=None) -> list[dict[str, str]]:
    return [*(waiting or []), message]


def label(value) -> str:
    if value is None:
        return "unknown"
    return value if isinstance(value, str) else str(value)


def print_numbers(messages: dict[str, str], phones: list[str]) -> None:
    for name in messages:
        print(name)
    for phone in phones:
        print(phone)


def close(gateway) -> None:
    try:
        gateway.close()
    except ConnectionError:
        print("The gateway was closed already")
