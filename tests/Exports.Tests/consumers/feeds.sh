#!/usr/bin/env bash
# Feeds are taken by the schemas and the mandatory tests of their standards, before the ban date and after it; they name the banned
# tool from it on only, and the tool that may be used never, but for the register, which tells of both.
. "$(dirname "$0")/lib.sh"
needs node nodejs npm
needs jq jq
needs unzip unzip
schemas=${TOOLREGISTRY_SHARED:-$root/../shared}/schemas
[ -d "$schemas" ] || { echo "$name: the published schemas are not beside this clone: set TOOLREGISTRY_SHARED" >&2; exit 1; }
cp -r "$root/tests/Exports.Tests/Feeds/Validation" "$work/validation"
npm --prefix "$work/validation" ci --omit=optional --ignore-scripts --no-audit --no-fund > /dev/null

start_register
hash=$(printf banned | sha256sum | cut -d' ' -f1)
tool banned npm "[{\"kind\":\"purl\",\"value\":\"pkg:npm/banned\"},{\"kind\":\"domain\",\"value\":\"banned.example\"},{\"kind\":\"sha256\",\"value\":\"$hash\"},{\"kind\":\"cpe\",\"value\":\"cpe:2.3:a:acme:banned:*:*:*:*:*:*:*:*\"}]"
tool ranged npm '[{"kind":"purl","value":"pkg:npm/ranged"}]'
tool good npm '[{"kind":"purl","value":"pkg:npm/good"},{"kind":"domain","value":"good.example"}]'
decide banned '["vers:npm/*"]' Banned '"identifiers":["domain:banned.example"]'
decide ranged '["vers:npm/>=1.0.0|<2.0.0"]' Banned
from=2026-01-01T00:00:00Z decide good '["vers:npm/*"]' Approved
channel '["register-json","register-csv","osv","cyclonedx-vex","openvex","csaf","stix"]'

for day in before after; do
    mkdir -p "$work/$day/records"
    for feed in register-json register-csv osv cyclonedx-vex openvex csaf stix; do pull $feed "${!day}" "$work/$day/$feed"; done
    # A zip without entries is a warning to unzip.
    unzip -q "$work/$day/osv" -d "$work/$day/records" 2> "$work/unzip.log" || [ $day = before ]
done

valid() { node "$work/validation/validate.mjs" "$schemas" "$@"; }
for day in before after; do
    proves "CycloneDX's schema takes the document from $day" valid cyclonedx "$work/$day/cyclonedx-vex"
    proves "OpenVEX's schema takes the document from $day" valid openvex "$work/$day/openvex"
    proves "CSAF's schema and mandatory tests take the document from $day" valid csaf "$work/$day/csaf"
    proves "STIX's schema takes the bundle from $day" valid stix "$work/$day/stix"
    proves "the register as CSV has a line for each identifier on $day" [ "$(wc -l < "$work/$day/register-csv")" -eq 7 ]
done
proves "OSV's schema takes the records from after" valid osv "$work/after/records/x_TR-1.json" "$work/after/records/x_TR-2.json"

# Whether jq says so of a feed: day, feed, filter.
says() { jq -e "$3" "$work/$1/$2" > "$work/jq.log"; }
refuses "OSV has no record before the ban date" [ -e "$work/before/records/x_TR-1.json" ]
proves "OSV has the banned range after it" says after records/x_TR-2.json '.affected[0].ranges[0].events == [{"introduced":"1.0.0"},{"fixed":"2.0.0"}]'
for feed in cyclonedx-vex openvex csaf; do
    refuses "$feed does not name the banned package before its ban date" grep -q pkg:npm/banned "$work/before/$feed"
    proves "$feed names it after" grep -q pkg:npm/banned "$work/after/$feed"
done
valid_at() { jq -e --arg at "$2" '[.objects[] | select(.pattern != null) | select(.pattern | contains("banned.example")) | select(.valid_from <= $at)] | length > 0' "$work/$1/stix" > "$work/jq.log"; }
refuses "STIX's indicator from before is not valid before" valid_at before 2026-07-09T00:00:00.000Z
proves "STIX's indicator from before is valid after, with no new file" valid_at before 2026-07-11T00:00:00.000Z
proves "the register says what is now and what comes" says before register-json '.decisions[0] | .disposition == null and .next.disposition == "Banned"'
proves "the register says that the ban holds after" says after register-json '.decisions[0].disposition == "Banned"'
for feed in cyclonedx-vex openvex csaf stix; do refuses "$feed never names the others" grep -q -e pkg:npm/good -e good.example "$work/after/$feed"; done
