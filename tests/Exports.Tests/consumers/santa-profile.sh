#!/usr/bin/env bash
# Santa's profile is a property list that libplist reads too, and its rules block the banned tool from the ban date on. Santa itself
# runs on macOS alone: its order of rules is played here.
. "$(dirname "$0")/lib.sh"
needs plistutil libplist-utils
needs openssl openssl

start_register
tool banned semver '[{"kind":"macos-signing-id","value":"BANNED1234:com.example.banned"}]'
tool good semver '[{"kind":"macos-signing-id","value":"GOOD123456:com.example.good"}]'
decide banned '["vers:semver/*"]' Banned
decide good '["vers:semver/*"]' Approved
channel '["santa-profile"]'
for day in before after; do
    pull santa-profile "${!day}" "$work/$day.mobileconfig"
    proves "plistutil takes the profile from $day" plistutil -i "$work/$day.mobileconfig" -f bin -o "$work/$day.bin"
    plistutil -i "$work/$day.bin" -f xml -o "$work/$day.plist"
done

# Whether a file with a signing id would be blocked: by its signing id, else by its team, else by the mode.
cat > "$work/santa.py" <<'PYTHON'
import plistlib, sys
with open(sys.argv[1], "rb") as f:
    payload, = plistlib.load(f)["PayloadContent"]
assert payload["PayloadType"] == "com.northpolesec.santa" and payload["ClientMode"] in (1, 2)
rules = {(r["rule_type"], r["identifier"]): r["policy"] for r in payload["StaticRules"]}
signing_id = sys.argv[2]
policy = rules.get(("SIGNINGID", signing_id)) or rules.get(("TEAMID", signing_id.split(":")[0])) or ("BLOCKLIST" if payload["ClientMode"] == 2 else "ALLOWLIST")
sys.exit(policy == "BLOCKLIST")
PYTHON
runs() { python3 "$work/santa.py" "$work/$1.plist" "$2"; }
proves "the banned tool runs before its ban date" runs before BANNED1234:com.example.banned
refuses "it is blocked after" runs after BANNED1234:com.example.banned
proves "the others run" runs after GOOD123456:com.example.good
proves "another tool of the same team runs" runs after BANNED1234:com.example.other

# A signature of the profile as CMS, by the certificate that is published, with what the profile is among what is signed.
certificate > "$work/register.pem"
curl -sS --fail-with-body -H "Authorization: Bearer $service" -H 'Accept: application/pkcs7-signature' -o "$work/after.p7s" "$address/v1/exports/santa-profile/signature?channel=fleet&at=$after"
signed() { openssl cms -verify -binary -inform DER -in "$work/after.p7s" -content "$1" -CAfile "$work/register.pem" -out /dev/null; }
proves "openssl verifies the signature of the profile" signed "$work/after.mobileconfig"
refuses "it is none of the profile from before the ban date" signed "$work/before.mobileconfig"
states() { openssl cms -cmsout -print -noout -inform DER -in "$work/after.p7s" | grep -A 20 '2\.25\.135200199960321478654515786394815888313' | grep -q "$1"; }
proves "the signature says of which target it is" states '"target":"santa-profile"'
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/other.key" -out "$work/register.pem" -subj /CN=other -days 1 2> /dev/null
refuses "a certificate of another verifies nothing" signed "$work/after.mobileconfig"
