#!/usr/bin/env python3
"""Holds SECURITY.md and docs/asvs.md to what is there: files and tests that they name, and the counts of docs/asvs.md.
With --update it writes the counts anew. Usage: evidence.py [--update]"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ASVS = ROOT / "docs" / "asvs.md"
STATES = ("met", "partly", "not met", "not applicable")

# OWASP ASVS 5.0.0: how many requirements of levels 1 and 2 each section has. They are the first of their section.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}
TOTAL = 253
FOLDERS = ("src/", "tests/", "docs/", "deploy/", ".ci/")


def numbers_in(cell):
    for part in cell.split(","):
        first, _, last = part.strip().partition("-")
        section, number = first.rsplit(".", 1)
        end = last.rsplit(".", 1)[1] if last else number
        yield from (f"{section}.{n}" for n in range(int(number), int(end) + 1))


def read(text):
    """State of each number, and what is wrong with the tables."""
    states, wrong = {}, []
    for line in text.splitlines():
        if not re.match(r"\| \d+\.\d+\.\d+", line):
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) != 4 or cells[2] not in STATES or not cells[3].strip():
            wrong.append(f"docs/asvs.md: not a line of number, words, state and evidence: {line[:80]}")
            continue
        for number in numbers_in(cells[0]):
            if number in states:
                wrong.append(f"docs/asvs.md: {number} stands twice")
            states[number] = cells[2]
    wanted = [f"{section}.{n}" for section, count in SECTIONS.items() for n in range(1, count + 1)]
    assert len(wanted) == TOTAL
    wrong += [f"docs/asvs.md: {number} is missing" for number in wanted if number not in states]
    wrong += [f"docs/asvs.md: {number} is no requirement of levels 1 and 2" for number in states if number not in wanted]
    listed = set(re.findall(r"\*\*(\d+\.\d+\.\d+)\*\*", text))
    missed = {number for number, state in states.items() if state == "not met"}
    wrong += [f"docs/asvs.md: {number} is in one of the list of what is not met and its table, and not in the other" for number in sorted(listed ^ missed)]
    return states, wrong


def counts_of(states):
    rows = [f"| {state} | {sum(s == state for s in states.values())} |" for state in STATES]
    return "\n".join(["| state | requirements |", "|---|---:|", *rows, f"| all of levels 1 and 2 | {len(states)} |"])


def unfounded(name):
    """What a document names and is not there."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for quoted in sorted(set(re.findall(r"`([^`\n]+)`", text))):
        test = re.fullmatch(r"(\w+Tests)(?:\.(\w+))?", quoted)
        if test and test[2] != "cs":
            files = [f for pattern in (f"{test[1]}.cs", f"{test[1]}.*.cs") for f in (ROOT / "tests").rglob(pattern) if "obj" not in f.parts]
            if not files or (test[2] and not any(re.search(rf"\b{test[2]}\(", f.read_text(encoding="utf-8")) for f in files)):
                yield f"{name}: there is no test {quoted}"
        elif quoted.startswith(FOLDERS) and " " not in quoted and not (ROOT / quoted).exists():
            yield f"{name}: there is no {quoted}"


def main(update):
    text = ASVS.read_text(encoding="utf-8")
    states, wrong = read(text)
    counts = re.compile(r"<!-- counts -->\n.*?<!-- /counts -->", re.DOTALL)
    whole = counts.sub(f"<!-- counts -->\n{counts_of(states)}\n<!-- /counts -->", text)
    if update:
        ASVS.write_text(whole, encoding="utf-8")
    elif whole != text:
        wrong.append("docs/asvs.md: the counts are not those of its tables: run .ci/evidence.py --update")
    wrong += [fault for name in ("SECURITY.md", "docs/asvs.md") for fault in unfounded(name)]
    print("\n".join(wrong) if wrong else f"evidence: {len(states)} requirements, {', '.join(f'{sum(s == state for s in states.values())} {state}' for state in STATES)}; all that is named is there")
    return 1 if wrong else 0


sys.exit(main("--update" in sys.argv[1:]))
