#!/usr/bin/env bash
# Debian's Chromium refuses banned extensions and sites from the ban date on. It reads managed policies, and what extensions
# come from outside of its store, from folders of the machine only: the script puts its files there, and takes them away at the end.
. "$(dirname "$0")/lib.sh"
needs chromium chromium
needs chromedriver chromium-driver
needs openssl openssl
policy=/etc/chromium/policies/managed/toolregistry-consumer.json
outside=/usr/share/chromium/extensions
placed=("$policy")
trap 'status=$?; set +e; rm -f "${placed[@]}"; rmdir "$outside" 2> /dev/null; (exit $status); finish' EXIT
mkdir -p "$(dirname "$policy")" "$outside"

browser=(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync)

# Installs an extension of a version that marks each page it sees, and sets its id, which comes from its key.
extension() {
    mkdir "$work/$1"
    echo "{\"manifest_version\":3,\"name\":\"$1\",\"version\":\"$2\",\"content_scripts\":[{\"matches\":[\"*://*/*\"],\"js\":[\"mark.js\"]}]}" > "$work/$1/manifest.json"
    echo "document.documentElement.setAttribute('data-$1', 'runs')" > "$work/$1/mark.js"
    timeout 60 chromium "${browser[@]}" "--user-data-dir=$(mktemp -d -p "$work")" "--pack-extension=$work/$1" > "$work/pack.log" 2>&1
    id=$(openssl pkey -in "$work/$1.pem" -pubout -outform DER | sha256sum | head -c 32 | tr 0-9a-f a-p)
    placed+=("$outside/$id.json")
    echo "{\"external_crx\":\"$work/$1.crx\",\"external_version\":\"$2\"}" > "$outside/$id.json"
}
extension banned 1.0.0; banned=$id
extension old 1.9; old=$id
extension new 2.0; new=$id
extension good 1.0.0; good=$id

start_register
tool banned generic "[{\"kind\":\"purl\",\"value\":\"pkg:chrome-extension/$banned\"},{\"kind\":\"domain\",\"value\":\"banned.example\"}]"
tool old generic "[{\"kind\":\"purl\",\"value\":\"pkg:chrome-extension/$old\"}]"
tool new generic "[{\"kind\":\"purl\",\"value\":\"pkg:chrome-extension/$new\"}]"
tool good generic "[{\"kind\":\"purl\",\"value\":\"pkg:chrome-extension/$good\"},{\"kind\":\"domain\",\"value\":\"good.example\"}]"
decide banned '["vers:generic/*"]' Banned '"identifiers":["domain:banned.example"]'
decide old '["vers:generic/<2.0"]' Banned
decide new '["vers:generic/<2.0"]' Banned
from=2026-01-01T00:00:00Z decide good '["vers:generic/*"]' Approved
channel '["chromium-policy"]'
pull chromium-policy $before "$work/before.json"
pull chromium-policy $after "$work/after.json"
pull_strict chromium-policy "$work/strict.json"
serve_page '<title>page</title>a page'

apply() { cp "$work/$1.json" "$policy"; }
# The page of a host in a new profile, as it stands after extensions saw it; what went wrong instead goes to a log.
visit() {
    timeout 60 chromium "${browser[@]}" "--user-data-dir=$(mktemp -d -p "$work")" "--host-resolver-rules=MAP * 127.0.0.1" --dump-dom "http://$1:$port/" 2> "$work/visit.log"
}
loads() { visit "$1" | grep -q 'a page'; }
is_blocked() { ! loads "$1" && grep -q 'net::ERR_BLOCKED_BY_ADMINISTRATOR' "$work/visit.log"; }
# Which extensions run, once the good one does: they are installed while the browser starts.
running() {
    local page
    for _ in 1 2 3; do
        page=$(visit good.example)
        ! grep -q 'data-good="runs"' <<< "$page" || break
    done
    grep -o 'data-[a-z]*="runs"' <<< "$page" | sed 's/data-\(.*\)=.*/\1/' | sort | xargs
}
run() { [ "$(running)" = "$*" ]; }

# What chrome://policy says of the policy that is in place.
shows() {
    local session page driver=http://127.0.0.1:$driver_port/session
    session=$(curl -sS "$driver" -d '{"capabilities":{"alwaysMatch":{"goog:chromeOptions":{"args":["--headless","--no-sandbox","--disable-gpu","--disable-background-networking","--disable-component-update"]}}}}' | sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
    curl -sS "$driver/$session/url" -d '{"url":"chrome://policy/"}' > /dev/null
    page=$(curl -sS "$driver/$session/execute/sync" -d '{"args":[],"script":"const all = n => n.nodeType === 3 ? [n.data.trim()] : [...(n.shadowRoot ? all(n.shadowRoot) : []), ...[...n.childNodes].flatMap(all)]; return all(document.body).filter(t => t).join(\" | \")"}')
    curl -sS -X DELETE "$driver/$session" > /dev/null
    grep -q "$1" <<< "$page"
}
driver_port=$(free_port)
chromedriver "--port=$driver_port" > "$work/driver.log" 2>&1 &
pids+=($!)
until_ready curl -sf "http://127.0.0.1:$driver_port/status"

apply before
proves "Chromium loads the banned site before its ban date" loads banned.example
proves "Chromium runs the banned extension before its ban date, and all others" run banned good new old

apply after
proves "chrome://policy takes ExtensionSettings from after" shows "ExtensionSettings | .*$banned.* | Platform | Machine | Mandatory | OK"
proves "chrome://policy takes URLBlocklist from after" shows 'URLBlocklist | [^|]*banned.example[^|]* | Platform | Machine | Mandatory | OK'
proves "Chromium refuses the banned site after" is_blocked banned.example
proves "Chromium refuses what is below it" is_blocked sub.banned.example
proves "Chromium goes on loading the others" loads good.example
proves "Chromium refuses the banned extension after, and the version below the minimum; it goes on running the others" run good new

apply strict
proves "Chromium runs only what is permitted, where the channel denies what is unknown" run good
