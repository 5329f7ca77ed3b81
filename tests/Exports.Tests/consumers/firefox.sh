#!/usr/bin/env bash
# Debian's Firefox ESR refuses banned extensions and sites from the ban date on. It reads policies from one file of the machine
# only: the script puts its own there, and takes it away at the end.
. "$(dirname "$0")/lib.sh"
needs firefox-esr firefox-esr
policies=/etc/firefox/policies/policies.json
[ ! -e "$policies" ] || { echo "$name: $policies is there already: move it away first" >&2; exit 1; }
trap 'status=$?; set +e; rm -f "$policies"; rmdir -p "$(dirname "$policies")" 2> /dev/null; (exit $status); finish' EXIT
mkdir -p "$(dirname "$policies")"

start_register
tool banned semver '[{"kind":"purl","value":"pkg:firefox-extension/banned%40acme.example"},{"kind":"domain","value":"banned.example"}]'
tool other semver '[{"kind":"purl","value":"pkg:firefox-extension/other%40acme.example"}]'
tool good semver '[{"kind":"purl","value":"pkg:firefox-extension/good%40acme.example"},{"kind":"domain","value":"good.example"}]'
decide banned '["vers:semver/*"]' Banned '"identifiers":["domain:banned.example"]'
from=2026-01-01T00:00:00Z decide good '["vers:semver/*"]' Approved
channel '["firefox-policies"]'
pull firefox-policies $before "$work/before.json"
pull firefox-policies $after "$work/after.json"
pull_strict firefox-policies "$work/strict.json"
serve_page '<title>a page</title>'

for extension in banned other good; do
    python3 - "$work/$extension.xpi" "$extension@acme.example" <<'PY'
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as xpi:
    xpi.writestr("manifest.json", json.dumps({"manifest_version": 2, "name": sys.argv[2], "version": "1.0.0", "browser_specific_settings": {"gecko": {"id": sys.argv[2]}}}))
PY
done

# Asks a browser over Marionette (its length-prefixed JSON) for pages and for the extensions that run.
cat > "$work/ask.py" <<'PY'
import json, socket, sys, time

port, pages = int(sys.argv[1]), sys.argv[2:]
for attempt in range(150):
    try:
        connection = socket.create_connection(("127.0.0.1", port))
        break
    except OSError:
        time.sleep(0.2)

def read():
    length = b""
    while not length.endswith(b":"):
        length += connection.recv(1)
    body = b""
    while len(body) < int(length[:-1]):
        body += connection.recv(int(length[:-1]) - len(body))
    return json.loads(body)

def call(name, **parameters):
    message = json.dumps([0, 1, name, parameters]).encode()
    connection.sendall(str(len(message)).encode() + b":" + message)
    _, _, error, result = read()
    return error, result

read()
call("WebDriver:NewSession")
for page in pages:
    error, _ = call("WebDriver:Navigate", url=page)
    said = "loads" if error is None else "blockedByPolicy" if "blockedByPolicy" in error["message"] else error["message"]
    print(page.split("/")[2].split(":")[0], said)
call("WebDriver:Navigate", url="about:policies")
text = call("WebDriver:ExecuteScript", script="return document.body.innerText", args=[])[1]["value"]
print("policies", " ".join(text.split()))
call("Marionette:SetContext", value="chrome")
script = """const [done] = arguments;
const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
AddonManager.getAddonsByTypes(["extension"]).then(all => done(all.filter(a => a.isActive && a.id.endsWith("@acme.example")).map(a => a.id.split("@")[0])));"""
print("runs", *sorted(call("WebDriver:ExecuteAsyncScript", script=script, args=[])[1]["value"]))
call("Marionette:Quit", flags=["eAttemptQuit"])
PY

# Starts a browser with an export in place and a profile, which has all extensions when it is new, and notes what it answers.
answers() {
    local profile=$work/$2 control
    cp "$work/$1.json" "$policies"
    control=$(free_port)
    [ -d "$profile" ] || { mkdir -p "$profile/extensions"; for extension in banned other good; do cp "$work/$extension.xpi" "$profile/extensions/$extension@acme.example.xpi"; done; }
    cat > "$profile/user.js" <<PREFS
user_pref("xpinstall.signatures.required", false);
user_pref("extensions.autoDisableScopes", 0);
user_pref("marionette.port", $control);
user_pref("network.dns.localDomains", "banned.example,sub.banned.example,good.example");
user_pref("dom.security.https_first", false);
PREFS
    HOME=$profile timeout 90 firefox-esr --headless --no-remote --profile "$profile" --marionette --remote-allow-system-access > "$work/firefox.log" 2>&1 &
    local browser=$!
    pids+=("$browser")
    python3 "$work/ask.py" "$control" "http://banned.example:$port/" "http://sub.banned.example:$port/" "http://good.example:$port/" > "$work/answers"
    wait "$browser" || true
    unset 'pids[-1]'
}
says() { grep -qx "$1" "$work/answers"; }
shows() { grep -q "^policies Active .*$1" "$work/answers"; }

answers before kept
proves "Firefox loads the banned site before its ban date" says 'banned.example loads'
proves "Firefox runs the banned extension before its ban date, and all others" says 'runs banned good other'

answers after kept
proves "about:policies shows the extension and the site from after" shows 'ExtensionSettings banned@acme.example .*WebsiteFilter Block "\*://\*.banned.example/\*"'
proves "Firefox refuses the banned site after" says 'banned.example blockedByPolicy'
proves "Firefox refuses what is below it" says 'sub.banned.example blockedByPolicy'
proves "Firefox goes on loading the others" says 'good.example loads'
proves "Firefox takes the banned extension away after, and goes on running the others" says 'runs good other'
answers after new
proves "Firefox lets the banned extension into no new profile" says 'runs good other'

answers strict other
proves "Firefox runs only what is permitted, where the channel denies what is unknown" says 'runs good'
