#!/usr/bin/env bash
# The real clamscan finds a banned file by its hash, whatever it is called, from the ban date on.
. "$(dirname "$0")/lib.sh"
needs clamscan clamav

mkdir "$work/files"
for file in banned released good; do echo "$file" > "$work/files/$file"; done
hash() { sha256sum "$work/files/$1" | cut -d' ' -f1; }
cp "$work/files/banned" "$work/files/renamed"

start_register
tool banned semver "[{\"kind\":\"sha256\",\"value\":\"$(hash banned)\"}]"
tool ranged semver '[]' "\"releases\":[{\"version\":\"1.5.0\",\"artifacts\":[{\"sha256\":\"$(hash released)\"}]}]"
tool good semver "[{\"kind\":\"sha256\",\"value\":\"$(hash good)\"}]"
decide banned '["vers:semver/*"]' Banned
decide ranged '["vers:semver/>=1.0.0|<2.0.0"]' Banned
decide good '["vers:semver/*"]' Approved
channel '["clamav"]' '"acceptsNarrower":true'
approve_channel
for day in before after; do pull clamav "${!day}" "$work/$day.hsb"; done

# 0: nothing found; 1: found; 2: the signatures are refused.
scan() { local status=0; clamscan --no-summary --infected -d "$work/$1.hsb" "$work/files/$2" > "$work/scan" 2>&1 || status=$?; [ $status = "$3" ] || { cat "$work/scan" >&2; return 1; }; }
for file in banned renamed released good; do proves "$file passes before the ban date, when there are no signatures yet" scan before "$file" 0; done
for file in banned renamed released; do
    proves "$file is found after" scan after "$file" 1
    proves "by the number of the decision" grep -qE 'ToolRegistry\.TR-[12]\.(banned|ranged)\.UNOFFICIAL FOUND' "$work/scan"
done
proves "the others pass" scan after good 0
