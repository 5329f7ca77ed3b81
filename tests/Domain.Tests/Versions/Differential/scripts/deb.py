"""Orders pairs as dpkg does. One pair a line, each text in hexadecimal UTF-8; one answer a line: < = > or ! when dpkg calls
one of them bad syntax, or ? where the scheme reads otherwise on purpose: an epoch beyond 32 bits (dpkg refuses it), and an epoch
with a sign (dpkg reads it, the policy has unsigned ones only)."""

import concurrent.futures
import os
import re
import shutil
import sys

DPKG = shutil.which("dpkg") or sys.exit(3)
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
SIGNED_EPOCH = re.compile(r"\s*[+-]\d*:")


def ask(left, operator, right):
    """The exit code of dpkg and what it complains of."""
    complaints, end = os.pipe()
    action = [(os.POSIX_SPAWN_DUP2, end, 2)]
    process = os.posix_spawn(DPKG, ["dpkg", "--compare-versions", left, operator, right], ENVIRONMENT, file_actions=action)
    os.close(end)
    text = os.read(complaints, 4096).decode()
    os.close(complaints)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), text


def answer(line):
    left, right = (bytes.fromhex(part).decode() for part in line.split())
    if SIGNED_EPOCH.match(left) or SIGNED_EPOCH.match(right):
        return "?"
    is_less, complaint = ask(left, "lt", right)
    if complaint:
        return "?" if "epoch in version is too big" in complaint else "!"
    if is_less == 0:
        return "<"
    return "=" if ask(left, "eq", right)[0] == 0 else ">"


with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    print("\n".join(pool.map(answer, sys.stdin.read().splitlines())))
