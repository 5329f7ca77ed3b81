#!/usr/bin/env bash
# The real apt does not choose a banned package from the ban date on, for no architecture. It sees a repository made here, and a state
# of its own; nothing is installed.
. "$(dirname "$0")/lib.sh"
needs apt-ftparchive apt-utils

mkdir -p "$work"/{repository,state/lists/partial,cache/archives/partial}
package() {
    mkdir -p "$work/package/DEBIAN"
    printf 'Package: %s\nVersion: %s\nArchitecture: %s\nMaintainer: Acme <acme@example.com>\nDescription: for a test\n' "$1" "$2" "$3" > "$work/package/DEBIAN/control"
    dpkg-deb --build "$work/package" "$work/repository/$1_$2_$3.deb" > /dev/null
}
for architecture in amd64 i386; do
    package banned-tool 1.0-1 $architecture
    for version in 1.0-1 2.0-1; do package ranged-tool $version $architecture; done
    package good-tool 1.0-1 $architecture
done
(cd "$work/repository" && apt-ftparchive packages . > Packages)

start_register
tool banned deb '[{"kind":"purl","value":"pkg:deb/debian/banned-tool"}]'
tool ranged deb '[{"kind":"purl","value":"pkg:deb/debian/ranged-tool"}]' '"releases":[{"version":"1.0-1"},{"version":"2.0-1"}]'
tool good deb '[{"kind":"purl","value":"pkg:deb/debian/good-tool"}]'
decide banned '["vers:deb/*"]' Banned
decide ranged '["vers:deb/>=2.0-1|<3"]' Banned
decide good '["vers:deb/*"]' Approved
channel '["apt-preferences"]' '"acceptsNarrower":true'
approve_channel
for day in before after; do pull apt-preferences "${!day}" "$work/$day.pref"; done

echo "deb [trusted=yes] file:$work/repository ./" > "$work/sources.list"
: > "$work/status"
cat > "$work/apt.conf" <<CONF
Dir::Etc::SourceList "$work/sources.list"; Dir::Etc::SourceParts "/dev/null"; Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$work/state"; Dir::State::status "$work/status"; Dir::Cache "$work/cache"; Debug::NoLocking "1";
APT::Architecture "amd64"; APT::Architectures { "amd64"; "i386"; }; APT::Sandbox::User "root";
CONF
export APT_CONFIG=$work/apt.conf
apt-get update > "$work/update.log" 2>&1
installs() { apt-get -s -o "Dir::Etc::Preferences=$work/$1.pref" install "$2" > "$work/apt.log" 2>&1; }
chooses() { installs "$1" "$2" && grep -q "^Inst $2 ($3 " "$work/apt.log"; }

proves "the banned package is chosen before its ban date" chooses before banned-tool 1.0-1
refuses "it is not after" installs after banned-tool
proves "apt says so" grep -q 'no installation candidate' "$work/apt.log"
refuses "nor for another architecture" installs after banned-tool:i386
proves "of a range, the newest is chosen before" chooses before ranged-tool 2.0-1
proves "the newest that is not banned is chosen after" chooses after ranged-tool 1.0-1
proves "the others are chosen" chooses after good-tool 1.0-1
proves "a version that is asked for gets through" installs after banned-tool=1.0-1
fidelity() { curl -sS -H "Authorization: Bearer $service" "$address/v1/exports/apt-preferences/fidelity?channel=fleet&at=$after"; }
proves "as the report says" grep -q 'not from installing one that is asked for' <(fidelity)
