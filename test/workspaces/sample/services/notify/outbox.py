"""Messages that could not be sent, kept until the next try."""

import json


def read_outbox(path: str) -> list[dict[str, str]]:
    source = open(path, encoding="utf-8")
    messages = [json.loads(line) for line in source]
    source.close()
    return messages


def collect(message: dict[str, str], waiting=[]) -> list[dict[str, str]]:
    waiting.append(message)
    return waiting


def label(value) -> str:
    if value == None:
        return "unknown"
    return value if type(value) == str else str(value)


def print_numbers(messages: dict[str, str], phones: list[str]) -> None:
    for name in messages.keys():
        print(name)
    for i in range(len(phones)):
        print(phones[i])


def close(gateway) -> None:
    try:
        gateway.close()
    except:
        print("The gateway was closed already")
