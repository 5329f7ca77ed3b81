#!/usr/bin/env python3
"""Holds the licences of a bill of materials against what may be shipped. Usage: licences.py bill.cdx.json..."""
import json
import sys

MAY = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL", "0BSD"}

# Packages whose metadata names a page in place of a licence, and what stands on that page.
BY_HAND = {
    "MediatR@5.1.0": "Apache-2.0",
    # Redistributable with applications, as its LICENSE.txt says; the native part of Microsoft.Data.SqlClient on Windows.
    "Microsoft.Data.SqlClient.SNI.runtime@6.0.3": "MS-PL",
}


def licences(component):
    known = BY_HAND.get(f"{component['name']}@{component['version']}")
    if known:
        return {known}
    named = (entry.get("license", {}).get("id") or entry.get("expression") for entry in component.get("licenses", []))
    return {name for name in named if name}


def main(paths):
    refused, count = [], 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            components = json.load(file)["components"]
        count += len(components)
        refused += [f"{path}: {c['name']} {c['version']}: {', '.join(sorted(licences(c))) or 'no licence named'}" for c in components if not licences(c) & MAY]
    print("\n".join(refused) if refused else f"licences: {count} components in {len(paths)} bills, all of {', '.join(sorted(MAY))}")
    return 1 if refused else 0


sys.exit(main(sys.argv[1:]))
