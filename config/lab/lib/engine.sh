# The Docker engine: the machine's own where it has one that can fetch rancher/k3s, else one of ours, in a network
# namespace without a way out. The lab finds its own engine by namespace, cgroup and directories, never by name.

K3S_IMAGE=rancher/k3s:v1.36.3-k3s1
FOREIGN=$RUN/foreign-engine        # exists: the machine's own engine is used

# The engine every docker command of the lab speaks to.
use_engine() {
    [ -e "$FOREIGN" ] && return
    export DOCKER_HOST=unix://$SOCKET
}

# is_ours container|network NAME: whether the lab made it. In the lab's own engine everything is.
is_ours() {
    local labels=.Labels
    [ "$1" = network ] || labels=.Config.Labels
    [ -n "$(docker "$1" inspect --format "{{ range \$key, \$_ := $labels }}{{ \$key }} {{ end }}" "$2" 2>/dev/null | tr ' ' '\n' | grep -x esg-lab)" ] ||
        { [ ! -e "$FOREIGN" ] && docker "$1" inspect "$2" >/dev/null 2>&1; }
}

# remove container|network NAME...: those that the lab made, without a word about others.
remove() {
    local kind=$1 name
    shift
    for name in "$@"; do
        is_ours "$kind" "$name" || continue
        if [ "$kind" = container ]; then
            docker rm -fv "$name" >/dev/null 2>&1 || true
        else
            docker network rm "$name" >/dev/null 2>&1 || true
        fi
    done
}

engine_answers() { docker version >/dev/null 2>&1; }

foreign_engine() {
    [ "${DOCKER_HOST:-}" != "unix://$SOCKET" ] && engine_answers || return 1
    docker image inspect $K3S_IMAGE >/dev/null 2>&1 || docker pull -q $K3S_IMAGE >/dev/null 2>&1
}

engine_up() {
    root_only
    mkdir -p $RUN $STATE
    if [ ! -e $SOCKET ] && foreign_engine; then
        touch "$FOREIGN"
        note "this machine's own engine has $K3S_IMAGE and is used"
        return
    fi
    rm -f "$FOREIGN"
    use_engine
    engine_answers && return
    [ -x "$(bin_dir)/dockerd" ] || die "the engine is not built; run 'lab binaries' first."
    engine_remnants
    engine_network
    engine_start
}

# A namespace, a veth pair, and one rule: no new connection leaves the namespace.
engine_network() {
    local host engine
    host=$(address host) engine=$(address engine)
    ip netns add $NETNS
    ip link add $VETH_HOST type veth peer name $VETH_ENGINE netns $NETNS
    ip address add "$host/30" dev $VETH_HOST
    ip link set $VETH_HOST up
    inside ip link set lo up
    inside ip address add "$engine/30" dev $VETH_ENGINE
    inside ip link set $VETH_ENGINE up
    inside sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
    inside nft -f - <<NFT
table inet esg-lab {
    chain forward {
        type filter hook forward priority -10;
        oifname $VETH_ENGINE ct state != { established, related } drop
    }
}
NFT
}

# The engine's rules neither filter nor track frames between two containers of one network.
bridges_pass() {
    [ -e "$FOREIGN" ] ||
        inside sysctl -q -w net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 2>/dev/null || true
}

# nsenter, not "ip netns exec": that one remounts /sys and hides the cgroups.
inside() { nsenter --net=/run/netns/$NETNS "$@"; }

engine_start() {
    local bin
    bin=$(bin_dir)
    PATH=$bin:$PATH ESG_LAB=engine setsid nsenter --net=/run/netns/$NETNS "$bin/dockerd" \
        -H unix://$SOCKET --data-root $STATE/docker --exec-root $RUN/docker --pidfile $RUN/dockerd.pid \
        --config-file /dev/null --cgroup-parent /esg-lab --exec-opt native.cgroupdriver=cgroupfs \
        --storage-driver overlay2 --feature containerd-snapshotter=false \
        --iptables --ip6tables --userland-proxy=false --dns "$(address resolver.example.net)" \
        --bip 198.18.4.1/24 --ipv6 --fixed-cidr-v6 fd00:e59:4::/64 \
        --default-address-pool base=198.18.16.0/20,size=24 --default-address-pool base=fd00:e59:100::/48,size=64 \
        </dev/null >$RUN/dockerd.log 2>&1 9>&- &
    disown
    wait_for 60 "the engine does not answer; see $RUN/dockerd.log." docker version
    bridges_pass
    docker ps -aq | xargs -r docker rm -fv >/dev/null    # those of a run that crashed
}

engine_down() {
    root_only
    if [ -e "$FOREIGN" ]; then
        node_down
        network_down
        rm -rf --one-file-system $RUN
        return
    fi
    use_engine
    if [ -e $SOCKET ] && engine_answers; then
        docker ps -aq | xargs -r docker rm -fv >/dev/null 2>&1 || true
        [ ! -s $RUN/dockerd.pid ] || kill "$(cat $RUN/dockerd.pid)" 2>/dev/null || true
        for _ in $(seq 50); do [ -e $RUN/dockerd.pid ] || break; sleep 0.2; done
    fi
    engine_remnants
    rm -rf --one-file-system $RUN
}

# What a crash leaves: processes, mounts, cgroups, interfaces. Each is found by a place that only the lab uses.
engine_remnants() {
    local round path
    for round in 1 2 3 4 5 6 7 8; do
        [ -n "$(lab_processes)" ] || break
        lab_processes | xargs -r kill -9 2>/dev/null || true
        sleep 0.2
    done
    while read -r path; do umount -l "$path" 2>/dev/null || true; done < <(lab_mounts)
    find /sys/fs/cgroup -maxdepth 2 -type d -name esg-lab 2>/dev/null |
        while read -r path; do find "$path" -depth -type d -exec rmdir {} + 2>/dev/null || true; done
    [ ! -e /run/netns/$NETNS ] || ip netns delete $NETNS
    ip link delete $VETH_HOST 2>/dev/null || true
    rm -rf --one-file-system $RUN/docker $RUN/dockerd.pid $SOCKET
}

# Everything in a container is in the cgroup /esg-lab; the engine and its containerd carry ESG_LAB in their environment.
lab_processes() {
    {
        find /sys/fs/cgroup/esg-lab /sys/fs/cgroup/*/esg-lab -name cgroup.procs -exec cat {} + 2>/dev/null || true
        grep -lsz '^ESG_LAB=engine$' /proc/[0-9]*/environ | cut -d/ -f3 || true
    } | sort -u
}

lab_mounts() { awk -v run=$RUN/ -v state=$STATE/ 'index($5, run) == 1 || index($5, state) == 1 { print $5 }' /proc/self/mountinfo | tac; }
