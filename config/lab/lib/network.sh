# The two networks, the firewall between them, and the internet behind it. See ADDRESSES.

network_up() {
    use_engine
    engine_answers || die "the engine does not answer; run 'lab engine-up' first."
    network esg-inside inside inside-gateway
    network esg-outside outside
    bridges_pass
    if has_image perimeter; then
        started esg-perimeter || perimeter_up
    else
        note "no image esg-lab/perimeter yet: skipped"
    fi
    if has_image internet; then
        started esg-internet || internet_up
    else
        note "no image esg-lab/internet yet: skipped"
    fi
}

network_down() {
    use_engine
    remove container esg-perimeter esg-internet
    remove network esg-inside esg-outside
}

# network NAME ROW [GATEWAY]: dual stack; automatic addresses come from the upper half, away from the fixed ones.
network() {
    local name=$1 subnet subnet6 gateway=()
    subnet=$(address "$2") subnet6=$(address "$2" 6)
    if docker network inspect "$name" >/dev/null 2>&1; then
        is_ours network "$name" || die "this engine has a network $name that is not the lab's; rename it, or give the lab another engine."
        return
    fi
    [ -z "${3:-}" ] || gateway=(--gateway "$(address "$3")" --gateway "$(address "$3" 6)")
    docker network create --label esg-lab --driver bridge --ipv6 \
        --subnet "$subnet" --ip-range "${subnet%.0/24}.128/25" --subnet "$subnet6" "${gateway[@]}" \
        --opt com.docker.network.bridge.enable_ip_masquerade=false "$name" >/dev/null
}

has_image() { docker image inspect "esg-lab/$1" >/dev/null 2>&1; }

# started NAME: runs, and from the image of today.
started() {
    local image
    image=$(docker image inspect --format '{{ .Id }}' "esg-lab/${1#esg-}")
    [ "$(docker container inspect --format '{{ .State.Running }} {{ .Image }}' "$1" 2>/dev/null)" = "true $image" ] && return
    remove container "$1"
    return 1
}

# perimeter_up [NAME]: with a name, one more firewall for a node of its own, at addresses that the engine chooses; the
# internet has no route to it.
perimeter_up() {
    local name=esg-perimeter${1:+-$1} inside=() outside=()
    use_engine
    if [ -z "${1:-}" ]; then
        inside=(--ip "$(address perimeter-inside)" --ip6 "$(address perimeter-inside 6)")
        outside=(--ip "$(address perimeter-outside)" --ip6 "$(address perimeter-outside 6)")
    fi
    docker create --label esg-lab --name "$name" --hostname perimeter --privileged --restart no --network esg-inside "${inside[@]}" \
        --sysctl net.ipv4.ip_forward=1 --sysctl net.ipv6.conf.all.forwarding=1 --sysctl net.ipv6.conf.default.forwarding=1 \
        esg-lab/perimeter >/dev/null
    docker network connect "${outside[@]}" esg-outside "$name"
    docker start "$name" >/dev/null
}

perimeter_down() {
    use_engine
    remove container "esg-perimeter-$1"
}

internet_up() {
    docker run -d --label esg-lab --name esg-internet --hostname internet --cap-add NET_ADMIN --restart no \
        --network esg-outside --ip "$(address internet)" --ip6 "$(address internet 6)" \
        --sysctl net.ipv6.conf.all.disable_ipv6=0 --sysctl net.ipv4.ip_unprivileged_port_start=0 \
        esg-lab/internet >/dev/null
}
