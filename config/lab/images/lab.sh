# Sourced by the programs inside the lab's images.

die() { echo "${0##*/}: $*" >&2; exit 1; }

# address NAME 4|6: an address of the lab's list.
address() {
    awk -v name="$1" -v column=$(($2 == 4 ? 2 : 3)) \
        '$1 == name { print $column; found = 1 } END { exit !found }' /etc/esg-lab/ADDRESSES || die "no address of $1"
}

# interface ADDRESS: the interface that carries it; waits, for networks may be connected late.
interface() {
    local deadline=$((SECONDS + 30)) name
    until name=$(ip -o address show to "$1" | awk '{ print $2; exit }') && [[ $name ]]; do
        ((SECONDS < deadline)) || die "no interface carries $1"
        sleep 0.1
    done
    echo "$name"
}

# setting NAME VALUE: sets a sysctl, which is read-only in a container where the engine has set it already.
setting() {
    local file=/proc/sys/${1//.//}
    [[ $(<"$file") == "$2" ]] || { echo "$2" >"$file"; } 2>/dev/null || die "$1 is $(<"$file") and cannot be set to $2"
}

# start COMMAND...: runs a server in the background, remembered by supervise.
declare -A servers
start() {
    "$@" &
    servers[$!]=$*
}

# supervise: waits for the servers started; the first that ends, ends all.
supervise() {
    trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
    local ended
    wait -n -p ended "${!servers[@]}" || true
    echo "${0##*/}: ended: ${servers[$ended]}" >&2
    kill $(jobs -p) 2>/dev/null
    exit 1
}

# listening: what listens here, one "tcp|udp ADDRESS:PORT" a line.
listening() { ss -Hltun | awk '{ sub(/%[^:\]]*/, "", $5); print $1, $5 }'; }

# pinned_key: a private key on the curve P-256 (RFC 5915), the same each time, so that a zone made before it is shown can pin it. Its number is 32 letters.
pinned_key() {
    printf '\x30\x31\x02\x01\x01\x04\x20%s\xa0\x0a\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07' 'no secret: the lab pins this key' |
        openssl pkey -inform DER
}
