#!/usr/bin/env bash
# bind9 and unbound refuse a banned domain and all below it, from the ban date on.
. "$(dirname "$0")/lib.sh"
needs named bind9 bind9-utils
needs dig bind9-dnsutils
needs unbound unbound
# The packages start servers of their own, which may hold the port.
export PATH=$PATH:/usr/sbin

start_register
tool banned semver '[{"kind":"domain","value":"banned.example"}]'
tool good semver '[{"kind":"domain","value":"good.example"}]'
decide banned '["vers:semver/*"]' Banned '"identifiers":["domain:banned.example"]'
decide good '["vers:semver/*"]' Approved
channel '["rpz"]'
pull rpz $before "$work/before.zone"
pull rpz $after "$work/after.zone"

for zone in before after; do
    proves "named-checkzone takes the zone from $zone" named-checkzone -q rpz "$work/$zone.zone"
done

# What the resolvers know, so that no question leaves the machine.
cat > "$work/example.zone" <<'ZONE'
$TTL 300
@ IN SOA localhost. hostmaster.localhost. (1 300 60 86400 60)
@ IN NS localhost.
banned IN A 192.0.2.1
*.banned IN A 192.0.2.1
good IN A 192.0.2.2
ZONE
chmod 755 "$work"

# Asks a resolver on a port for the status of a name.
status() { dig +time=2 +tries=1 -p "$1" @127.0.0.1 "$2" A | sed -n 's/.*status: \([A-Z]*\).*/\1/p'; }
answers() { [ "$(status "$1" "$2")" = NOERROR ]; }

named_with() {
    mkdir -p "$work/bind-$1"
    cat > "$work/bind-$1/named.conf"
    named -f -c "$work/bind-$1/named.conf" > "$work/bind-$1/log" 2>&1 &
    pids+=($!)
}

# A response policy holds for what is resolved, not for zones of the server's own: one server has the names, others ask it.
authority=$(free_port)
named_with "$authority" <<CONF
options { directory "$work/bind-$authority"; listen-on port $authority { 127.0.0.1; }; listen-on-v6 { none; }; pid-file none; session-keyfile "$work/bind-$authority/session.key"; recursion no; };
controls {};
zone "example" { type primary; file "$work/example.zone"; };
CONF
until_ready answers "$authority" good.example

bind_server() {
    named_with "$1" <<CONF
options { directory "$work/bind-$1"; listen-on port $1 { 127.0.0.1; }; listen-on-v6 { none; }; pid-file none; session-keyfile "$work/bind-$1/session.key"; recursion yes; allow-query { any; }; dnssec-validation no; forward only; forwarders { 127.0.0.1 port $authority; }; response-policy { zone "rpz"; }; };
controls {};
zone "rpz" { type primary; file "$work/$2.zone"; };
CONF
}

unbound_server() {
    local port=$1 zone=$2
    cat > "$work/unbound-$port.conf" <<CONF
server:
    interface: 127.0.0.1@$port
    do-daemonize: no
    username: ""
    chroot: ""
    pidfile: ""
    use-syslog: no
    module-config: "respip iterator"
    do-not-query-localhost: no
    domain-insecure: "example"
forward-zone:
    name: "."
    forward-addr: 127.0.0.1@$authority
rpz:
    name: rpz
    zonefile: "$work/$zone.zone"
CONF
    unbound -d -c "$work/unbound-$port.conf" > "$work/unbound-$port.log" 2>&1 &
    pids+=($!)
}

for resolver in bind_server unbound_server; do
    b=$(free_port) a=$(free_port)
    $resolver "$b" before
    $resolver "$a" after
    until_ready answers "$b" good.example
    until_ready answers "$a" good.example
    proves "${resolver%_server} answers the banned domain before its ban date" answers "$b" banned.example
    refuses "${resolver%_server} refuses it after" answers "$a" banned.example
    refuses "${resolver%_server} refuses what is below it" answers "$a" sub.banned.example
    proves "${resolver%_server} goes on answering the others" answers "$a" good.example
done
