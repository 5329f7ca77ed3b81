#!/usr/bin/env bash
# Skopeo, which reads the policy that Podman, Buildah and CRI-O read too, pulls no banned image from a registry from the ban date on,
# by tag or by digest; of a range, it pulls the tags that are allowed.
. "$(dirname "$0")/lib.sh"
needs skopeo skopeo
needs docker-registry docker-registry

# An image of one empty layer, as skopeo keeps images in a folder.
mkdir "$work/image"
python3 - "$work/image" <<'PYTHON'
import gzip, hashlib, io, json, sys, tarfile
folder = sys.argv[1]
def blob(data, media):
    digest = hashlib.sha256(data).hexdigest()
    open(f"{folder}/{digest}", "wb").write(data)
    return {"mediaType": media, "size": len(data), "digest": f"sha256:{digest}"}
tar = io.BytesIO()
tarfile.open(fileobj=tar, mode="w").close()
layer = blob(gzip.compress(tar.getvalue(), mtime=0), "application/vnd.docker.image.rootfs.diff.tar.gzip")
config = blob(json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(tar.getvalue()).hexdigest()}"]}}).encode(), "application/vnd.docker.container.image.v1+json")
json.dump({"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json", "config": config, "layers": [layer]}, open(f"{folder}/manifest.json", "w"))
open(f"{folder}/version", "w").write("Directory Transport Version: 1.1\n")
PYTHON

registry=127.0.0.1:$(free_port)
printf 'version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: %s}\n' "$work/images" "$registry" > "$work/registry.yml"
docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
pids+=($!)
until_ready curl -sSf "http://$registry/v2/"
for image in banned:1.0.0 ranged:1.0.0 ranged:2.0.0 good:1.0.0; do
    skopeo copy -q --insecure-policy --dest-tls-verify=false "dir:$work/image" "docker://$registry/acme/$image"
done
digest=$(skopeo inspect --tls-verify=false --format '{{.Digest}}' "docker://$registry/acme/ranged:1.0.0")

start_register
image() { echo "[{\"kind\":\"purl\",\"value\":\"pkg:oci/$1?repository_url=$(printf '%s' "$registry/acme/$1" | sed 's|/|%2F|g; s|:|%3A|')\"}]"; }
tool banned semver "$(image banned)"
tool good semver "$(image good)"
tool ranged semver "$(image ranged)" '"releases":[{"version":"1.0.0"},{"version":"2.0.0"}]'
decide banned '["vers:semver/*"]' Banned
decide ranged '["vers:semver/<2.0.0"]' Banned
decide good '["vers:semver/*"]' Approved
channel '["container-policy"]' '"acceptsNarrower":true'
approve_channel
for day in before after; do pull container-policy "${!day}" "$work/$day.json"; done
call "$administrator" "$address/v1/channels/fleet" -X PUT -H 'If-Match: *' -d '{"targets":["container-policy"],"unknown":"deny","acceptsNarrower":true}' > /dev/null
pull container-policy "$after" "$work/strict.json"

pulls() { rm -rf "$work/pulled"; skopeo copy -q --policy "$work/$1.json" --src-tls-verify=false "docker://$registry/acme/$2" "dir:$work/pulled" 2> "$work/refusal" || { grep -q 'rejected by policy' "$work/refusal" || cat "$work/refusal" >&2; return 1; }; }
proves "the banned image is pulled before its ban date" pulls before banned:1.0.0
refuses "it is refused after" pulls after banned:1.0.0
proves "skopeo says why" grep -q 'rejected by policy' "$work/refusal"
proves "the others are pulled" pulls after good:1.0.0
refuses "of a range, a tag inside is refused" pulls after ranged:1.0.0
refuses "and so is its digest" pulls after "ranged@$digest"
proves "a tag outside is pulled" pulls after ranged:2.0.0
skopeo copy -q --insecure-policy --dest-tls-verify=false "dir:$work/image" "docker://$registry/acme/unknown:1.0.0"
proves "what is unknown is pulled" pulls after unknown:1.0.0
refuses "in allowlist mode it is refused" pulls strict unknown:1.0.0
proves "what is approved is pulled there" pulls strict good:1.0.0
