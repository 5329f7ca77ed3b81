#!/usr/bin/env bash
# Cedar takes the policies, forbids the banned versions from the ban date on, and lets the others through.
. "$(dirname "$0")/lib.sh"
needs node nodejs npm
cp "$root/tests/Exports.Tests/Engines/cedar/"* "$work/"
npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund --silent

start_register
tool banned npm '[{"kind":"purl","value":"pkg:npm/%40acme/Banned"},{"kind":"file-name","value":"banned.exe"}]'
tool ci-only semver '[{"kind":"purl","value":"pkg:npm/ci-only"}]'
tool good semver '[{"kind":"purl","value":"pkg:npm/good"}]'
for version in 1.0.0 1.5.0 2.0.0; do
    call "$analyst" "$address/v1/tools/banned/releases" -d "{\"version\":\"$version\",\"releasedAt\":\"2026-01-01\"}" > /dev/null
done
decide banned '["vers:npm/>=1.5.0|<2.0.0"]' Banned
decide ci-only '["vers:semver/*"]' Banned '"scope":{"environments":["ci"]}'
decide good '["vers:semver/*"]' Approved
channel '["cedar"]'
pull cedar $before "$work/before.cedar"
pull cedar $after "$work/after.cedar"
proves "the file from before the ban date holds the ban, so that it stands beyond" cmp "$work/before.cedar" "$work/after.cedar"

# Whether Cedar allows: name, instant, and what else stands in the context.
allows() {
    node -e 'console.log(JSON.stringify({ policies: require("fs").readFileSync(process.argv[1], "utf8") }))' "$work/before.cedar" > "$work/asked"
    node -e 'console.log(JSON.stringify({ context: { identifiers: [process.argv[1]], names: [process.argv[1], process.argv[1].toLowerCase()], now: { __extn: { fn: "datetime", arg: process.argv[2] } }, ...JSON.parse(process.argv[3] ?? "{}") } }))' "$@" >> "$work/asked"
    (cd "$work" && node ask.mjs < asked > answers)
    grep -qx read "$work/answers" && grep -qxE 'allow|deny' "$work/answers" && grep -qx allow "$work/answers"
}

banned=pkg:npm/%40acme/BANNED
proves "Cedar allows the banned version before its ban date" allows $banned $before '{"version":"1.5.0"}'
refuses "denies it after" allows $banned $after '{"version":"1.5.0"}'
refuses "and the file by its name" allows file-name:banned.exe $after '{"version":"1.5.0"}'
proves "allows the release before the range" allows $banned $after '{"version":"1.0.0"}'
proves "and the release after it" allows $banned $after '{"version":"2.0.0"}'
refuses "denies a version that is not on record" allows $banned $after '{"version":"3.0.0"}'
refuses "denies in CI what is banned there" allows pkg:npm/ci-only $after '{"version":"1.0.0","environment":"ci"}'
proves "allows it on a workstation" allows pkg:npm/ci-only $after '{"version":"1.0.0","environment":"workstation"}'
proves "goes on allowing the others" allows pkg:npm/good $after '{"version":"1.0.0"}'
refuses "denies a question without an instant" allows pkg:npm/good '' '{"version":"1.0.0","now":null}'
