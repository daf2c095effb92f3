"""Station codes in the log of the lock gateway."""

import re


def station_codes(lines: list[str]) -> list[str]:
    codes = []
    for line in lines:
        found = re.compile(r"\bst-(\d+)\b").search(line)
        if found:
            codes.append(found.group(1))
    return codes
