"""Tells whether a version is inside a specifier set as Python's packaging does (the copy inside pip). One set and one version a
line, each in hexadecimal UTF-8; one answer a line: 1 or 0, ! when it cannot read one of them, or ? where packaging compares
prefixes as text, against PEP 440: 1.1 is outside ~=v1.0, and before release 22 1a1 outside ==1.0.*, and 1.0 outside ==0!1.*."""

import sys

try:
    from pip._vendor.packaging import specifiers
    from pip._vendor.packaging.version import InvalidVersion, Version
except ImportError:
    sys.exit(3)

IS_OLD = hasattr(specifiers, "LegacySpecifier")


def is_misread(specifier, version):
    if specifier.operator == "~=" and specifier.version.startswith("v"):
        return True
    is_prefix = specifier.operator == "~=" or specifier.version.endswith(".*")
    return IS_OLD and is_prefix and (len(version.release) < specifier.version.count(".") + 1 or specifier.version.startswith("0!"))


def answer(line):
    text, version = (bytes.fromhex(part).decode() for part in line.split())
    try:
        version = Version(version)
        parts = [specifiers.Specifier(part.strip()) for part in text.split(",")]
    except (InvalidVersion, specifiers.InvalidSpecifier):
        return "!"
    if any(is_misread(part, version) for part in parts):
        return "?"
    return "1" if all(part.contains(version, prereleases=True) for part in parts) else "0"


print("\n".join(map(answer, sys.stdin.read().splitlines())))
