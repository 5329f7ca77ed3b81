#!/usr/bin/env bash
# The real fapolicyd refuses to execute a banned program from the ban date on. It sees a small file system of its own, mounted where
# no other process sees it, and takes the place of nothing on the machine.
if [ "${1:-}" != inside ]; then exec unshare -m --propagation private "$0" inside; fi
. "$(dirname "$0")/lib.sh"
needs fapolicyd fapolicyd
needs mkfs.ext2 e2fsprogs

mkdir "$work"/{etc,state,run,programs}
truncate -s 8M "$work/image"
mkfs.ext2 -q "$work/image"
mount -o loop "$work/image" "$work/programs"
unmount() { local status=$?; set +e; umount "$work/programs" 2> /dev/null; (exit $status); finish; }
trap unmount EXIT
# What the rules call /usr/local/bin and /opt is the small file system, for this script and the daemon.
mkdir "$work/programs"/{bin,opt}
for program in banned good hashed other risky "two words"; do cp /bin/true "$work/programs/bin/$program"; done
# Files that differ, so that their hashes do.
for program in hashed other; do printf %s "$program" >> "$work/programs/bin/$program"; done
mount --bind "$work/programs/bin" /usr/local/bin
hash=$(sha256sum /usr/local/bin/hashed | cut -d' ' -f1)

start_register
tool banned semver '[{"kind":"file-name","value":"banned"},{"kind":"file-name","value":"two words"}]'
tool hashed semver "[{\"kind\":\"sha256\",\"value\":\"$hash\"}]"
tool good semver '[{"kind":"file-name","value":"good"}]'
tool risky semver '[{"kind":"file-name","value":"risky"}]'
decide banned '["vers:semver/*"]' Banned
decide hashed '["vers:semver/*"]' Banned
decide good '["vers:semver/*"]' Approved
decide risky '["vers:semver/*"]' HighRisk
channel '["fapolicyd"]' '"dispositions":["Banned","HighRisk"],"acceptsNarrower":true'
approve_channel
for day in before after; do pull fapolicyd "${!day}" "$work/$day.rules"; done

cat > "$work/etc/fapolicyd.conf" <<CONF
permissive = 0
q_size = 64
uid = root
gid = root
watch_fs = ext2
trust = file
integrity = none
syslog_format = rule,dec,perm,exe,:,path
CONF
mkdir "$work/etc/trust.d" "$work/etc/rules.d"
touch "$work/etc/fapolicyd.trust"
mount --bind "$work/etc" /etc/fapolicyd
mount --bind "$work/state" /var/lib/fapolicyd
mkdir -p /run/fapolicyd
executes() { "/usr/local/bin/$1"; }

daemon() {
    # What lets through the rest is the site's own, and stands after ours.
    cp "$work/$1.rules" /etc/fapolicyd/rules.d/40-toolregistry.rules
    echo 'allow perm=any all : all' > /etc/fapolicyd/rules.d/95-allow.rules
    rm -f /etc/fapolicyd/compiled.rules
    fagenrules > /dev/null 2>&1 || true
    fapolicyd --debug > "$work/$1.log" 2>&1 &
    pid=$!
    pids+=("$pid")
    until_ready grep -q 'Starting to listen for events' "$work/$1.log"
    proves "the daemon takes the rules from $1 the ban date" kill -0 "$pid"
}
stop() { kill "$pid" && wait "$pid" 2> /dev/null || true; unset 'pids[-1]'; }

daemon before
for program in banned hashed good other risky; do proves "$program runs before the ban date" executes "$program"; done
stop
daemon after
refuses "banned is refused after" executes banned
refuses "hashed is refused after, by its hash" executes hashed
for program in good other risky; do proves "$program goes on running" executes "$program"; done
proves "what runs though it is of high risk is in the log" grep -q 'dec=allow_syslog perm=execute .*path=/usr/local/bin/risky' "$work/after.log"
fidelity() { curl -sS -H "Authorization: Bearer $service" "$address/v1/exports/fapolicyd/fidelity?channel=fleet&at=$after"; }
proves "a name with a space runs" executes "two words"
proves "which its report says" grep -q 'Names with spaces' <(fidelity)
stop
umount /usr/local/bin
