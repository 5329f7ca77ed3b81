#!/usr/bin/env bash
# Tries backup and restore on a service of its own, in a temporary folder: it writes without pause while it is backed up;
# the backup is started elsewhere and compared; then the register is put back to it, after later decisions.
# Needs curl, jq, python3, sqlite3. SERVICE names the folder of a published service; without, the build of src/Api is run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
service=${SERVICE:-$root/src/Api/bin/Debug/net10.0}
[ -e "$service/ToolRegistry.Api.dll" ] || { echo "There is no $service/ToolRegistry.Api.dll: build first." >&2; exit 1; }
# A build has the files of its pages in the project's folder.
folder=$service
[ -n "${SERVICE:-}" ] || folder=$root/src/Api
pid='' writer=''
stop() { [ -z "$pid" ] || { kill "$pid"; wait "$pid" || true; } 2> /dev/null; pid=; }
finish() {
    local status=$?
    [ -z "$writer" ] || kill "$writer" 2> /dev/null || true
    stop
    [ $status -eq 0 ] || { echo "FAILED" >&2; tail -20 "$work/log" >&2; }
    rm -rf "$work"
}
trap finish EXIT
says() { echo "$1"; shift; "$@" || { echo "not so: $*" >&2; exit 1; }; }

# Starts the service on a database: sets $pid and $address.
start() {
    address=http://127.0.0.1:$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    (cd "$folder" && exec dotnet "$service/ToolRegistry.Api.dll" "--Urls=$address" "--Database:ConnectionString=Data Source=$1" "--Exports:Folder=$work") > "$work/log" 2>&1 &
    pid=$!
    for _ in $(seq 1 300); do
        ! curl -fsS "$address/healthz" > /dev/null 2>&1 || return 0
        kill -0 "$pid" 2> /dev/null || break
        sleep 0.2
    done
    echo "The service did not start." >&2
    exit 1
}
call() { curl -sS --fail-with-body -H "Authorization: Bearer $1" -H 'Content-Type: application/json' "${@:2}"; }
issue() { call "$administrator" "$address/v1/tokens" -d "{\"name\":\"$1\",\"owner\":\"$1\",\"role\":\"$2\",\"expiresAt\":\"$(date -u -d '+90 days' +%FT%TZ)\"}" | jq -r .token; }
put() { call "$analyst" "$address/v1/tools" -d "{\"slug\":\"$1\",\"name\":\"$1\",\"publisher\":\"Acme\",\"category\":\"test\",\"versionScheme\":\"npm\",\"oneVersionLine\":true,\"identifiers\":[{\"kind\":\"file-name\",\"value\":\"$1.exe\"}]}"; }
tools() { local cursor='' page; while :; do page=$(call "$analyst" "$address/v1/tools?limit=100&sort=slug${cursor:+&cursor=$cursor}"); jq -r '.items[].slug' <<< "$page"; cursor=$(jq -r '.nextCursor // empty | @uri' <<< "$page"); [ -n "$cursor" ] || break; done; }
outcome() { curl -sS --fail "$address/v1/check?subject=file-name:$1.exe" | jq -r .outcome; }
readyz() { curl -sS "$address/readyz" | jq -c '[.ready, .database]'; }
intact() { call "$auditor" "$address/v1/audit/verify" | jq -r '"\(.intact), \(.entries) entries, head \(.head)"'; }
ban() {
    local number
    number=$(call "$analyst" "$address/v1/decisions" -d "{\"tool\":\"$1\",\"ranges\":[\"vers:npm/*\"],\"phases\":[{\"from\":\"2026-01-01T00:00:00Z\",\"disposition\":\"Banned\"}],\"publicStatement\":\"No.\",\"rationale\":\"Tried.\",\"reviewBy\":\"$(date -u -d '+80 days' +%FT%TZ)\"}" | jq -r .number)
    call "$analyst" "$address/v1/decisions/$number/propose" -H 'If-Match: *' -d '' > /dev/null
    call "$approver" "$address/v1/decisions/$number/approve" -H 'If-Match: *' -d '' > /dev/null
}

echo "== A register that is written to"
start "$work/live/register.db"
for _ in $(seq 1 50); do grep -q '^Setup: ' "$work/log" && break; sleep 0.2; done
administrator=$(curl -sS --fail-with-body "$address/v1/setup" --json "{\"code\":\"$(sed -n 's/^Setup: .*code=//p' "$work/log")\",\"owner\":\"admin\"}" | jq -r .token)
analyst=$(issue ana Analyst) approver=$(issue abe Approver) auditor=$(issue aud Auditor)
put first > /dev/null
ban first
says "first is banned" test "$(outcome first)" = Banned
(n=0; while :; do n=$((n + 1)); put "$(printf 'tool-%05d' $n)" > /dev/null || break; printf 'tool-%05d\n' $n >> "$work/acknowledged"; done) 2> /dev/null &
writer=$!
touch "$work/acknowledged"
until [ "$(grep -c "" "$work/acknowledged")" -ge 20 ]; do sleep 0.1; done

echo "== Backups while it writes"
for _ in 1 2 3; do
    cp "$work/acknowledged" "$work/before"
    "$here/sqlite-backup.sh" "$work/live/register.db" "$work/backups" | sed "s|$work|…|"
    cp "$work/acknowledged" "$work/after"
    sleep 0.3
done
kill "$writer"; wait "$writer" 2> /dev/null || true; writer=
backup=$(find "$work/backups" -name 'register-*.db' | sort | tail -1)
echo "acknowledged when the last backup began and ended: $(grep -c '' "$work/before"), $(grep -c '' "$work/after")"
kid=$(curl -sS --fail "$address/v1/keys" | jq -r '.keys[0].kid')
echo "here: $(intact)"

echo "== The backup, started elsewhere with the master key"
put late > /dev/null
ban late
says "late is banned" test "$(outcome late)" = Banned
tools > "$work/tools-live"
live=$address live_pid=$pid
"$here/sqlite-restore.sh" "$backup" "$work/elsewhere/register.db" | sed "s|$work|…|g"
cp "$work/live/register.db.key" "$work/elsewhere/register.db.key"
start "$work/elsewhere/register.db"
tools > "$work/tools-elsewhere"
verified=$(intact)
echo "there: $verified"
says "its audit log is whole" test "${verified%%,*}" = true
says "it has every record acknowledged before the backup began ($(grep -c '' "$work/before"))" test -z "$(comm -23 <(sort "$work/before") <(sort "$work/tools-elsewhere"))"
says "it has no record that the register has not ($(grep -c '' "$work/tools-elsewhere") of $(grep -c '' "$work/tools-live"))" test -z "$(comm -13 <(sort "$work/tools-live") <(sort "$work/tools-elsewhere"))"
says "first is banned there, late is not known" test "$(outcome first) $(outcome late)" = "Banned Unknown"
says "it signs by the same key" test "$(curl -sS --fail "$address/v1/keys" | jq -r '.keys[0].kid')" = "$kid"
says "and can: a signed snapshot" test "$(call "$analyst" "$address/v1/snapshot" | tr -cd . | wc -c)" -eq 2
stop

echo "== The register put back to the backup"
pid=$live_pid address=$live
answered=$(curl -sS "$address/readyz" | jq .revision)
if "$here/sqlite-restore.sh" "$backup" "$work/live/register.db" 2> "$work/refused"; then echo "It was put back under a service that runs." >&2; exit 1; fi
sed "s|$work|…|g" "$work/refused"
stop
cp "$backup" "$work/plain.db"
mv "$work/live/register.db" "$work/live/lost.db"
rm -f "$work/live/register.db-wal" "$work/live/register.db-shm"
mv "$work/plain.db" "$work/live/register.db"
start "$work/live/register.db"
says "the bare file is behind, and refused" test "$(readyz)" = '[false,"behind"]'
says "late stays banned meanwhile" test "$(outcome late)" = Banned
says "nothing can be written" test "$(put other 2> /dev/null | jq -r .status)" = 503
stop
"$here/sqlite-restore.sh" "$backup" "$work/live/register.db" | sed "s|$work|…|g"
start "$work/live/register.db"
for _ in $(seq 1 50); do [ "$(readyz)" != '[true,"current"]' ] || break; sleep 0.2; done
says "put back by the script it is current, from revision $(curl -sS "$address/readyz" | jq .revision) (answered before: $answered)" test "$(readyz)" = '[true,"current"]'
says "late is no longer known" test "$(outcome late)" = Unknown
put later > /dev/null
verified=$(intact)
echo "here: $verified"
says "it is written to, and its audit log is whole" test "${verified%%,*}" = true
echo "ok, in $SECONDS s"
