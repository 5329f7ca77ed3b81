#!/usr/bin/env bash
# The real pip refuses a banned package from the ban date on, with wheels made here; nothing is asked of any index.
. "$(dirname "$0")/lib.sh"
needs pip3 python3-pip

mkdir "$work/wheels"
python3 - "$work/wheels" <<'PYTHON'
import sys, zipfile
for name, version in [("banned", "1.0"), ("ranged", "1.0"), ("ranged", "2.0"), ("good", "1.0")]:
    with zipfile.ZipFile(f"{sys.argv[1]}/{name}-{version}-py3-none-any.whl", "w") as wheel:
        info = f"{name}-{version}.dist-info"
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
PYTHON

start_register
tool banned pypi '[{"kind":"purl","value":"pkg:pypi/banned"}]'
tool ranged pypi '[{"kind":"purl","value":"pkg:pypi/ranged"}]'
tool good pypi '[{"kind":"purl","value":"pkg:pypi/good"}]'
decide banned '["vers:pypi/*"]' Banned
decide ranged '["vers:pypi/>=1.5"]' Banned
decide good '["vers:pypi/*"]' Approved
# What people write must not break out of the comments.
channel '["pip-constraints"]' '"messageTemplate":"coding=utf-16 é {tool} ({number}): {statement} $HOME \\"'
for day in before after; do pull pip-constraints "${!day}" "$work/$day.txt"; done

downloads() {
    rm -rf "$work/target"
    PIP_CONSTRAINT=$work/$1.txt PIP_CONFIG_FILE=/dev/null LC_ALL=C pip3 --disable-pip-version-check --no-cache-dir download --no-index --find-links "$work/wheels" --dest "$work/target" "$2" > "$work/pip.log" 2>&1
}
gets() { downloads "$1" "$2" && [ -e "$work/target/$3-py3-none-any.whl" ]; }
proves "the banned package is taken before its ban date" gets before banned banned-1.0
refuses "it is refused after" downloads after banned
proves "for the constraint" grep -qi 'banned<0.dev0\|ResolutionImpossible\|No matching distribution' "$work/pip.log"
proves "of a range, the newest is taken before" gets before ranged ranged-2.0
proves "the newest that is not banned is taken after" gets after ranged ranged-1.0
proves "the others are taken" gets after good good-1.0
