#!/usr/bin/env bash
# A scripted Santa syncs with the register: the four stages, deflated, each answer read strictly by Santa's published protocol. Santa
# itself runs on macOS alone: how it takes rules is played here.
. "$(dirname "$0")/lib.sh"
needs protoc protobuf-compiler python3-protobuf
proto=${TOOLREGISTRY_SHARED:-$root/../shared}/schemas/santa/sync_v1.proto
# The messages without the service, whose options are of another project's.
sed -e '/^import /d' -e '/^service /,/^}/d' "$proto" > "$work/sync_v1.proto"
protoc -I "$work" --python_out="$work" "$work/sync_v1.proto"

start_register
another=$(token abby Approver)
tool banned semver '[{"kind":"macos-signing-id","value":"BANNED1234:com.example.banned"}]'
tool good semver '[{"kind":"macos-signing-id","value":"GOOD123456:com.example.good"}]'
tool many semver '[]' "\"releases\":[$(python3 -c 'import json; print(json.dumps({"version": "1.0.0", "artifacts": [{"sha256": f"{i:064x}", "platform": "macos-arm64"} for i in range(1, 701)]}))')]"
decide good '["vers:semver/*"]' Approved
decide many '["vers:semver/1.0.0"]' Banned
channel '["santa-sync"]'

cat > "$work/santa.py" <<'PYTHON'
import hashlib, json, os, sys, urllib.request, zlib
from google.protobuf import json_format
import sync_v1_pb2 as santa

state = sys.argv[1]
rules = json.load(open(state)) if os.path.exists(state) else {}

def post(stage, message, into):
    body = zlib.compress(json_format.MessageToJson(message).encode())
    request = urllib.request.Request(f"{os.environ['BASE']}{stage}/mac-1", body, {"Authorization": f"Bearer {os.environ['TOKEN']}", "Content-Type": "application/json", "Content-Encoding": "deflate"})
    with urllib.request.urlopen(request) as answer:
        # Strictly: Santa itself would ignore what it does not know.
        return json_format.Parse(answer.read(), into, ignore_unknown_fields=False)

def rules_hash(): return hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()

begun = post("preflight", santa.PreflightRequest(machine_id="mac-1", serial_number="C02", rules_hash=rules_hash(), signingid_rule_count=len(rules)), santa.PreflightResponse())
assert begun.client_mode == santa.MONITOR and begun.full_sync_interval_seconds >= 60
event = santa.Event(signing_id="BANNED1234:com.example.banned", decision=santa.ALLOW_UNKNOWN, executing_user="someone")
post("eventupload", santa.EventUploadRequest(machine_id="mac-1", events=[event]), santa.EventUploadResponse())

received, cursor, pages = [], "", 0
while True:
    page = post("ruledownload", santa.RuleDownloadRequest(machine_id="mac-1", cursor=cursor), santa.RuleDownloadResponse())
    received, cursor, pages = received + list(page.rules), page.cursor, pages + 1
    if not cursor:
        break
if begun.sync_type == santa.CLEAN and received:
    rules.clear()
for rule in received:
    assert rule.rule_type != santa.RULETYPE_UNKNOWN and rule.policy != santa.POLICY_UNKNOWN
    key = f"{santa.RuleType.Name(rule.rule_type)} {rule.identifier}"
    if rule.policy == santa.REMOVE:
        rules.pop(key, None)
    else:
        rules[key] = santa.Policy.Name(rule.policy)
post("postflight", santa.PostflightRequest(machine_id="mac-1", rules_received=len(received), rules_processed=len(received), rules_hash=rules_hash(), sync_type=begun.sync_type), santa.PostflightResponse())
json.dump(rules, open(state, "w"))
print(santa.SyncType.Name(begun.sync_type), len(received), pages, *sorted({santa.Policy.Name(r.policy) for r in received}))
PYTHON
syncs() { (cd "$work" && BASE="$address/v1/channels/fleet/santa/" TOKEN=$service /usr/bin/python3 santa.py mac.json) > "$work/sync"; }
said() { grep -qx "$1" "$work/sync" || { cat "$work/sync" >&2; return 1; }; }
runs() { ! grep -q "\"SIGNINGID $1\": \"BLOCKLIST\"" "$work/mac.json"; }

proves "a new machine syncs" syncs
proves "it begins afresh, and gets 700 rules in pages" said "CLEAN 700 2 BLOCKLIST"
proves "it syncs again" syncs
proves "nothing new is sent" said "NORMAL 0 1"
from=$(date -u -d '+8 seconds' +%FT%TZ) decide banned '["vers:semver/*"]' Banned
proves "the machine syncs before the ban date" syncs
proves "the banned tool runs before its ban date" runs BANNED1234:com.example.banned
sleep 9
proves "the machine syncs after the ban date" syncs
proves "the one rule is sent" said "NORMAL 1 1 BLOCKLIST"
refuses "the tool is blocked" runs BANNED1234:com.example.banned
proves "the others run" runs GOOD123456:com.example.good
number=$(call "$analyst" "$address/v1/decisions?tool=banned" | sed 's/.*"number":"\(TR-[0-9]*\)".*/\1/')
call "$approver" "$address/v1/decisions/$number/revoke" -H 'If-Match: *' -d '{"reason":"Cleared."}' > /dev/null
call "$another" "$address/v1/decisions/$number/approve" -H 'If-Match: *' -d '' > /dev/null
proves "the machine syncs after the ban was lifted" syncs
proves "the rule is taken away" said "NORMAL 1 1 REMOVE"
proves "the tool runs again" runs BANNED1234:com.example.banned
echo '{}' > "$work/mac.json"
proves "a machine syncs whose rules were changed by another" syncs
proves "it begins afresh" said "CLEAN 700 2 BLOCKLIST"
