"""Orders pairs as Python's packaging does (the copy inside pip). One pair a line, each text in hexadecimal UTF-8; one answer a
line: < = > or ! when one of them is no version of PEP 440, or ? when one holds a letter that packaging, which ignores case by
Unicode's rules, takes for an ASCII one: PEP 440 knows ASCII only."""

import re
import sys

try:
    from pip._vendor.packaging.version import InvalidVersion, Version
except ImportError:
    sys.exit(3)

LIKE_ASCII = re.compile("[\u0130\u0131\u017f\u212a]")


def answer(line):
    texts = [bytes.fromhex(part).decode() for part in line.split()]
    if any(map(LIKE_ASCII.search, texts)):
        return "?"
    try:
        left, right = map(Version, texts)
    except InvalidVersion:
        return "!"
    return "<" if left < right else "=" if left == right else ">"


print("\n".join(map(answer, sys.stdin.read().splitlines())))
