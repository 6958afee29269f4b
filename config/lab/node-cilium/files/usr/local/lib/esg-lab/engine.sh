# Sourced by "node": Cilium instead of the bridge and kube-router. kube-proxy stays, as Cilium's options say.

CILIUM=/usr/local/share/esg-lab/cilium

# The agent writes the CNI configuration itself, and enforces policies from its first moment.
pod_network() { :; }
policies() { :; }

network() {
    local common=(--config-dir $CILIUM/options --k8s-kubeconfig-path /etc/rancher/k3s/k3s.yaml)
    local own=(--ipv4-native-routing-cidr "$POD_RANGE4" --ipv6-native-routing-cidr "$POD_RANGE6" --enable-k8s-cluster-network-policy)
    [ "${POLICIES:-on}" = on ] || own+=(--enable-policy never)
    say "Cilium"
    # In these file systems the container's end removes all that the agent made.
    mount -t bpf bpf /sys/fs/bpf
    mkdir -p /var/lib/cilium /run/cilium-tmp
    cp -r $CILIUM/bpf /var/lib/cilium/
    export K8S_NODE_NAME=$NAME CILIUM_K8S_NAMESPACE=kube-system
    # The agent renames its CNI configuration into place from there; from the file system of /etc/cni, containerd would not see it.
    export TMPDIR=/run/cilium-tmp
    if [ -z "${SERVER:-}" ]; then
        # Made here, since Cilium's operator makes them one by one while the agent waits.
        { kubectl create -f $CILIUM/crds.yaml -f $CILIUM/cluster-policies.yaml && kubectl create namespace cilium-secrets; } >/var/log/cilium-crds.log 2>&1 ||
            die "Cilium's CRDs were refused; see /var/log/cilium-crds.log."
        run cilium-operator again cilium-operator-generic "${common[@]}"
    fi
    run cilium-agent again /usr/local/libexec/cilium/agent "${common[@]}" "${own[@]}"
    unset TMPDIR
}
