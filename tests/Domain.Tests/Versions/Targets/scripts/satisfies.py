"""Asks Python's packaging (the copy inside pip) whether specifiers hold for a version, prereleases let in. Specifiers and a version
a line, each in hexadecimal UTF-8; one answer a line: + or -, ! when there is no such version, ? when no such specifier."""

import sys

try:
    from pip._vendor.packaging.specifiers import InvalidSpecifier, Specifier, SpecifierSet
    from pip._vendor.packaging.version import InvalidVersion, Version
except ImportError:
    sys.exit(3)


def answer(line):
    specifiers, version = (bytes.fromhex(part).decode() for part in line.split())
    try:
        for specifier in specifiers.split(","):
            Specifier(specifier)
        return "+" if SpecifierSet(specifiers).contains(Version(version), prereleases=True) else "-"
    except InvalidSpecifier:
        return "?"
    except InvalidVersion:
        return "!"


print("\n".join(map(answer, sys.stdin.read().splitlines())))
