# For the scripts beside it: a fresh service with what a script registers, and its exports before and after a ban date.
# A script sources it, registers tools and decisions, pulls exports, and feeds them to the software that enforces them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
pids=()
name=$(basename "$0" .sh)

# The ban date of everything that scripts register, the day before and the day after.
readonly ban_date=2026-07-10T00:00:00Z before=2026-07-09T00:00:00Z after=2026-07-11T00:00:00Z

finish() {
    local status=$?
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
    [ $status -eq 0 ] || { echo "$name: FAILED" >&2; [ ! -s "$work/service.log" ] || tail -20 "$work/service.log" >&2; }
    rm -rf "$work"
}
trap finish EXIT

# Debian packages that the script needs: the command that tells whether one is there, and its name.
needs() {
    command -v "$1" > /dev/null 2>&1 && return
    [ -n "${apt_updated:-}" ] || apt-get update -qq
    apt_updated=1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" > /dev/null
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Says what is proved, and fails if it is not so.
proves() { echo "$name: $1"; shift; "$@" || { echo "$name: not so: $*" >&2; return 1; }; }
refuses() { echo "$name: $1"; shift; if "$@"; then echo "$name: let through: $*" >&2; return 1; fi; }

# Waits up to 30 s until a command succeeds.
until_ready() { for _ in $(seq 1 150); do "$@" > /dev/null 2>&1 && return; sleep 0.2; done; echo "$name: not ready: $*" >&2; return 1; }

call() { curl -sS --fail-with-body -H "Authorization: Bearer $1" -H 'Content-Type: application/json' "${@:2}"; }

start_register() {
    address=http://127.0.0.1:$(free_port)
    [ -e "$root/src/Api/bin/Debug/net10.0/ToolRegistry.Api.dll" ] || dotnet build "$root/src/Api" -v q > /dev/null
    (cd "$root/src/Api" && exec dotnet bin/Debug/net10.0/ToolRegistry.Api.dll "--Urls=$address" "--Database:ConnectionString=Data Source=$work/register.db" --Exports:Address=https://tools.example.com/) > "$work/service.log" 2>&1 &
    pids+=($!)
    until_ready grep -q '^Setup: ' "$work/service.log"
    local code
    code=$(sed -n 's/^Setup: .*code=//p' "$work/service.log")
    administrator=$(curl -sS --json "{\"code\":\"$code\",\"owner\":\"admin\"}" "$address/v1/setup" | sed 's/.*"token":"\([^"]*\)".*/\1/')
    token() { call "$administrator" "$address/v1/tokens" -d "{\"name\":\"$1\",\"owner\":\"$1\",\"role\":\"$2\",\"expiresAt\":\"$(date -u -d '+90 days' +%FT%TZ)\"}" | sed 's/.*"token":"\([^"]*\)".*/\1/'; }
    analyst=$(token ana Analyst) approver=$(token abe Approver) service=$(token machine Service) second=$(token bea Administrator)
}

# Registers a tool: slug, version scheme, identifiers as JSON, and what else stands in the body.
tool() { call "$analyst" "$address/v1/tools" -d "{\"slug\":\"$1\",\"name\":\"$1\",\"publisher\":\"Acme\",\"category\":\"test\",\"versionScheme\":\"$2\",\"oneVersionLine\":true,\"identifiers\":$3${4:+,$4}}" > /dev/null; }

# Takes a decision: tool, ranges as JSON, disposition from the ban date on, and what else stands in the body.
decide() {
    local number
    number=$(call "$analyst" "$address/v1/decisions" -d "{\"tool\":\"$1\",\"ranges\":$2,\"phases\":[{\"from\":\"${from:-$ban_date}\",\"disposition\":\"$3\"}],\"publicStatement\":\"Not allowed here.\",\"reviewBy\":\"$(date -u -d '+80 days' +%FT%TZ)\"${4:+,$4}}" | sed 's/.*"number":"\(TR-[0-9]*\)".*/\1/')
    call "$analyst" "$address/v1/decisions/$number/propose" -H 'If-Match: *' -d '' > /dev/null
    call "$approver" "$address/v1/decisions/$number/approve" -H 'If-Match: *' -d '' > /dev/null
}

# Makes the channel from which exports are pulled: targets as JSON, and what else stands in the body.
channel() { call "$administrator" "$address/v1/channels" -d "{\"name\":\"fleet\",\"targets\":$1${2:+,$2}}" > /dev/null; }

# Pulls an export: target, instant, file.
pull() { curl -sS --fail-with-body -H "Authorization: Bearer $service" -o "$3" "$address/v1/exports/$1?channel=fleet&at=$2"; }

# Makes a channel that denies what is unknown, and pulls what it delivers to a target before the ban date: target, file.
pull_strict() {
    call "$administrator" "$address/v1/channels" -d "{\"name\":\"strict\",\"targets\":[\"$1\"],\"unknown\":\"deny\"}" > /dev/null
    curl -sS --fail-with-body -H "Authorization: Bearer $service" -o "$2" "$address/v1/exports/$1?channel=strict&at=$before"
}

# Serves a page on a port of this machine, which is $port afterwards: the page.
serve_page() {
    mkdir "$work/web"
    echo "$1" > "$work/web/index.html"
    port=$(free_port)
    (cd "$work/web" && exec python3 -m http.server "$port" --bind 127.0.0.1) > "$work/web.log" 2>&1 &
    pids+=($!)
    until_ready curl -sf "http://127.0.0.1:$port/"
}

# The certificate of the key that signs, from what the register publishes, as PEM.
certificate() { curl -sS --fail-with-body "$address/v1/keys" | python3 -c 'import json, ssl, sys, base64; print(ssl.DER_cert_to_PEM_cert(base64.b64decode(json.load(sys.stdin)["keys"][0]["x5c"][0])), end="")'; }

# Approves what loosens the channel, such as that less than was decided is accepted, as a second Administrator.
approve_channel() { call "$second" "$address/v1/channels/fleet/approve" -H 'If-Match: *' -d '' > /dev/null; }
