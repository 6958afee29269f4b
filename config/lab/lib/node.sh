# A Kubernetes node by hand, started as Testcontainers' K3sContainer starts it.

NODE_OPTIONS=(--privileged --cgroupns host --tmpfs /run --tmpfs /var/run -v /sys/fs/cgroup:/sys/fs/cgroup:rw --network esg-inside)

# node_up NAME --join SERVER: one more node of the cluster of the node SERVER, behind the same firewall.
node_joined() {
    local name=$1 server=$2 routes
    use_engine
    docker container inspect "$server" >/dev/null 2>&1 || die "there is no node $server to join; 'docker ps' lists those that run."
    remove container "$name"
    docker create --label esg-lab --name "$name" --hostname "$name" "${NODE_OPTIONS[@]}" \
        "$(docker inspect --format '{{ .Config.Image }}' "$server")" agent \
        --server="$(docker inspect --format '{{ (index .NetworkSettings.Networks "esg-inside").IPAddress }}' "$server")" >/dev/null
    docker exec "$server" tar -C /etc/esg-lab -c pki | docker cp -q - "$name:/etc/esg-lab"
    docker start "$name" >/dev/null
    wait_for 120 "the node is not ready; see 'docker logs $name' and /var/log/*.log in it." node_ready "$name"
    routes=$(docker exec "$server" sh -c 'for family in 4 6; do ip -$family route show default; done' | awk '{ print $3 }')
    docker exec "$name" lab-route $routes
    docker exec "$name" lab-peers
    docker exec "$server" lab-peers
}

# node_up [NAME [AUDIT-POLICY]]: the default name gets the node's fixed address, any other name a free one. With
# a file of an audit policy the API server writes /var/log/audit.log in the node.
# node_up NAME --engine calico|cilium [AUDIT-POLICY]: with that policy engine.
node_up() {
    local name=${1:-$NODE} policy=${2:-} image=esg-lab/node fixed=() audited=() port
    [ "$policy" != --join ] || { node_joined "$name" "${3:?which node?}"; return; }
    use_engine
    engine_answers || die "the engine does not answer; run 'lab up' first."
    if [ "$policy" = --engine ]; then
        case ${3:-} in
        calico | cilium) ;;
        *) die "there is no engine '${3:-}'; write 'calico' or 'cilium', or leave --engine out for kube-router." ;;
        esac
        "$LAB/lab" "$3"
        image=esg-lab/node-$3 policy=${4:-}
    fi
    docker image inspect $image >/dev/null 2>&1 || die "there is no image $image; run 'lab images' first."
    remove container "$name"
    [ "$name" != "$NODE" ] || fixed=(--ip "$(address node)" --ip6 "$(address node 6)")
    [ -z "$policy" ] || audited=(--kube-apiserver-arg=audit-policy-file=/etc/audit-policy.yaml --kube-apiserver-arg=audit-log-path=/var/log/audit.log)
    docker create --label esg-lab --name "$name" "${NODE_OPTIONS[@]}" "${fixed[@]}" -p 6443 \
        $image server --disable=traefik --tls-san="$(engine_host)" "${audited[@]}" >/dev/null
    [ -z "$policy" ] || docker cp -q "$policy" "$name:/etc/audit-policy.yaml"
    docker start "$name" >/dev/null
    wait_for 120 "the node is not ready; see 'docker logs $name' and /var/log/*.log in it." node_ready "$name"
    docker exec "$name" lab-route "$(address perimeter-inside)" "$(address perimeter-inside 6)"
    port=$(docker port "$name" 6443/tcp | sed -n '1s/.*://p')
    docker exec "$name" cat /etc/rancher/k3s/k3s.yaml |
        sed "s|https://127.0.0.1:6443|https://$(engine_host):$port|" >"$(kubeconfig "$name")"
    chmod 600 "$(kubeconfig "$name")"
}

node_ready() {
    [ "$(docker container inspect --format '{{ .State.Running }}' "$1")" = true ] || die "the node $1 ended; see 'docker logs $1'."
    docker logs "$1" 2>&1 | grep -q "Node controller sync successful"
}

# Where published ports answer.
engine_host() { if [ -e "$FOREIGN" ]; then echo 127.0.0.1; else address engine; fi; }

kubeconfig() { [ "${1:-$NODE}" = $NODE ] && echo $RUN/kubeconfig || echo "$RUN/kubeconfig-$1"; }

node_down() {
    use_engine
    remove container "${1:-$NODE}"
    rm -f "$(kubeconfig "${1:-$NODE}")"
}

# load IMAGE [NODE]: from the engine into the node's containerd.
load() {
    use_engine
    docker save "${1:?which image?}" | docker exec -i "${2:-$NODE}" ctr -n k8s.io images import - >/dev/null ||
        die "could not load $1; 'docker images' must list it and 'docker ps' must list ${2:-$NODE}."
}
