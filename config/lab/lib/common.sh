# Shared by every part of the lab: where things live, how steps are told, how the address book is read.

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
RUN=/run/esg-lab           # sockets, pid files, kubeconfig: gone after a reboot
STATE=/var/lib/esg-lab     # the engine's images and volumes
NETNS=esg-lab              # the engine's network namespace
SOCKET=$RUN/docker.sock
VETH_HOST=esg-host
VETH_ENGINE=esg-engine
NODE=esg-node
export ESG_LAB_CACHE=${ESG_LAB_CACHE:-$HOME/.cache/esg-operator}

die() { echo "lab: $*" >&2; exit 1; }
note() { echo "    $*"; }

# step WHAT COMMAND...: runs the command (a function of the lab), says what it was and how long it took.
step() {
    local what=$1 start=$SECONDS
    shift
    "$@"
    echo "==> $what (took $((SECONDS - start)) s)"
}

# address NAME [6]: the IPv4 (or IPv6) column of config/lab/ADDRESSES.
address() {
    local column=2
    [ "${2:-4}" = 4 ] || column=3
    awk -v name="$1" -v column="$column" '$1 == name { print $column; found = 1 } END { exit !found }' "$LAB/ADDRESSES" ||
        die "config/lab/ADDRESSES has no line for $1; add one."
}

hash_of() { cat "$@" | sha256sum | cut -c1-16; }

# hash_tree PATH...: one hash over names, contents and what git keeps of modes, which is whether a file can be run.
hash_tree() {
    find "$@" -type f '(' -perm -u+x -printf '%p x\n' -o -printf '%p -\n' ')' | LC_ALL=C sort |
        while read -r file mode; do echo "${file#"$LAB"/} $mode $(sha256sum <"$file")"; done | sha256sum | cut -c1-16
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds, or an error that says what to look at.
wait_for() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $deadline ] || die "$what"
        sleep 0.2
    done
}

# The Debian packages of packages.txt, without a word when all are there.
prerequisites() {
    local missing
    missing=$(comm -23 <(grep -vE '^#|^$' "$LAB/packages.txt" | sort -u) \
        <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | awk '$2 == "installed" { print $1 }' | sort -u))
    # Ubuntu's Chromium is a snap: a Chrome with its driver does as well, and without one the page's test says what it lacks.
    if command -v chromedriver >/dev/null || grep -qx ID=ubuntu /etc/os-release; then
        missing=$(grep -vx chromium-driver <<<"$missing" || true)
    fi
    [ -z "$missing" ] && return
    note installing $missing
    apt-get update -qq || note "apt-get update failed; trying with the lists at hand"
    # The tests need bind9's program, not its service.
    SYSTEMD_OFFLINE=1 RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null ||
        die "could not install: $(echo $missing); see config/lab/packages.txt."
}

root_only() { [ "$(id -u)" = 0 ] || die "the lab makes network namespaces and mounts; run it as root."; }

# One at a time: several people, or test runs, may share the lab.
alone() {
    exec 9>/run/lock/esg-lab
    flock -n 9 || { note "waiting for another run of the lab"; flock 9; }
}
