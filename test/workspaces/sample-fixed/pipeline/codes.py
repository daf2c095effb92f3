"""Station codes in the log of the lock gateway."""

import re

STATION_CODE = re.compile(r"\bst-(\d+)\b")


def station_codes(lines: list[str]) -> list[str]:
    codes = []
    for line in lines:
        found = STATION_CODE.search(line)
        if found:
            codes.append(found.group(1))
    return codes
