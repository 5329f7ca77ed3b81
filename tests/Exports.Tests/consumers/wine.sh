#!/usr/bin/env bash
# Wine's reg.exe takes the registry file: the policies of Chrome, Edge and VS Code are there from the ban date on, and gone
# when the file of the day before is imported; and of a channel that denies what is unknown, what is approved alone.
. "$(dirname "$0")/lib.sh"
needs wine wine wine64
needs python3 python3-minimal

start_register
tool banned semver '[{"kind":"purl","value":"pkg:chrome-extension/aapbdbdomjkkjkaonfhkkikfgjllcleb"},{"kind":"purl","value":"pkg:vscode-extension/acme/banned"},{"kind":"domain","value":"banned.example"}]'
tool ranged semver '[{"kind":"purl","value":"pkg:chrome-extension/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},{"kind":"purl","value":"pkg:vscode-extension/acme/ranged"}]'
for version in 1.9.0 2.0.0 2.1.0; do
    call "$analyst" "$address/v1/tools/ranged/releases" -d "{\"version\":\"$version\"}" > /dev/null
done
tool good semver '[{"kind":"purl","value":"pkg:chrome-extension/cccccccccccccccccccccccccccccccc"},{"kind":"purl","value":"pkg:vscode-extension/acme/good"},{"kind":"domain","value":"good.example"}]'
decide banned '["vers:semver/*"]' Banned '"identifiers":["domain:banned.example"]'
decide ranged '["vers:semver/<2.0.0"]' Banned
from=2026-01-01T00:00:00Z decide good '["vers:semver/*"]' Approved
channel '["windows-registry"]' '"messageTemplate":"Ge\u0073perrt, d\u00e9sol\u00e9 \ud83d\ude00: \"{tool}\" \\ {number}"'
pull windows-registry $before "$work/before.reg"
pull windows-registry $after "$work/after.reg"
pull_strict windows-registry "$work/strict.reg"

export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=" DISPLAY=
# Wine would start it by itself, and nobody would end it.
wineserver --foreground --persistent > "$work/wineserver.log" 2>&1 &
pids+=($!)
wine reg query 'HKLM\SOFTWARE' > /dev/null 2>&1

policies='HKLM\SOFTWARE\Policies'
# What others set in the same key must outlive every import.
wine reg add "$policies\\Google\\Chrome" /v HomepageLocation /d https://example.com /f > /dev/null
import() { wine reg import "$work/$1.reg" > "$work/import.log" 2>&1 || { cat "$work/import.log"; return 1; }; }
# A value of a key, as UTF-8: what reg.exe writes is in the console's code page, so the registry itself is asked for it, exported.
value() {
    wine reg export "$policies\\$1" "$work/export.reg" /y > /dev/null 2>&1 || return 1
    python3 - "$work/export.reg" "$2" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-16").read()
found = re.search(r'^"%s"="((?:[^"\\]|\\.)*)"' % re.escape(sys.argv[2]), text, re.M)
if not found: sys.exit(1)
sys.stdout.reconfigure(encoding="utf-8")
print(re.sub(r"\\(.)", r"\1", found[1]))
PY
}
holds() { value "$1" "$2" | python3 -c 'import json, sys; policy = json.load(sys.stdin); sys.exit(not eval(sys.argv[1]))' "$3"; }
is() { [ "$(value "$1" "$2")" = "$3" ]; }
shows() { wine reg query "$policies\\$1" 2>/dev/null | grep -q "$2"; }

proves "reg.exe imports the file from before the ban date" import before
for browser in 'Google\Chrome' 'Microsoft\Edge'; do
    refuses "before it $browser has no extension settings" value "$browser" ExtensionSettings
    refuses "before it $browser blocks no address" shows "$browser\\URLBlocklist" REG_SZ
done
refuses "before it VS Code has no list" value 'Microsoft\VSCode' AllowedExtensions

proves "reg.exe imports the file from after it" import after
for browser in 'Google\Chrome' 'Microsoft\Edge'; do
    proves "after it $browser removes the banned extension" holds "$browser" ExtensionSettings 'policy["aapbdbdomjkkjkaonfhkkikfgjllcleb"]["installation_mode"] == "removed"'
    proves "its message is as it was written, accents, emoji, quotes and backslash" holds "$browser" ExtensionSettings 'policy["aapbdbdomjkkjkaonfhkkikfgjllcleb"]["blocked_install_message"] == "Gesperrt, d\u00e9sol\u00e9 \U0001f600: \"banned\" \\ TR-1"'
    proves "$browser takes the other extension from 2.0.0 on" holds "$browser" ExtensionSettings 'policy["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"] == {"minimum_version_required": "2.0.0", "blocked_install_message": "Gesperrt, d\u00e9sol\u00e9 \U0001f600: \"ranged\" \\ TR-2"}'
    proves "$browser says nothing of what is approved" holds "$browser" ExtensionSettings '"cccccccccccccccccccccccccccccccc" not in policy and "*" not in policy'
    proves "$browser blocks the banned domain" is "$browser\\URLBlocklist" 1 banned.example
    refuses "$browser blocks no other" value "$browser\\URLBlocklist" 2
done
proves "reg query shows them" shows 'Google\Chrome\URLBlocklist' banned.example
proves "VS Code blocks the banned extension, the ranged one's old release, and nothing else" holds 'Microsoft\VSCode' AllowedExtensions 'policy == {"*": True, "acme.banned": False, "acme.ranged": ["2.0.0", "2.1.0"]}'

proves "reg.exe imports the file after again" import after
refuses "an import twice adds nothing" value 'Google\Chrome\URLBlocklist' 2
proves "reg.exe imports the file from before again" import before
refuses "then the extension settings are gone" value 'Google\Chrome' ExtensionSettings
refuses "and the blocked addresses" shows 'Google\Chrome\URLBlocklist' REG_SZ
refuses "and VS Code's list" value 'Microsoft\VSCode' AllowedExtensions
proves "policies that others set stay" is 'Google\Chrome' HomepageLocation https://example.com

proves "reg.exe imports the file of a channel that denies what is unknown" import strict
for browser in 'Google\Chrome' 'Microsoft\Edge'; do
    proves "in it $browser takes what is approved, and nothing else" holds "$browser" ExtensionSettings '{id: of["installation_mode"] for id, of in policy.items()} == {"*": "blocked", "cccccccccccccccccccccccccccccccc": "allowed"}'
done
proves "and so does VS Code" holds 'Microsoft\VSCode' AllowedExtensions 'policy == {"*": False, "acme.good": True}'
proves "reg.exe imports the file from before once more" import before
refuses "then nothing is denied by name" value 'Google\Chrome' ExtensionSettings
