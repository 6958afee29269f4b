# Sourced by "node": Calico's Felix and its CNI plugin instead of the bridge and kube-router, as in Canal: addresses are the host-local
# plugin's, and what leaves the pods' network is masqueraded by the node.

CALICO=/usr/local/share/esg-lab/calico

pod_network() {
    masquerade
    # The plugin waits for this file of Calico's own node image.
    mkdir -p /var/lib/calico
    echo -n "$NAME" >/var/lib/calico/nodename
    cat >/etc/cni/net.d/10-calico.conflist <<JSON
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
 {"type": "calico", "log_level": "info", "log_file_path": "/var/log/calico-cni.log", "datastore_type": "kubernetes", "nodename": "$NAME",
  "policy": {"type": "k8s"}, "kubernetes": {"kubeconfig": "/etc/rancher/k3s/k3s.yaml"},
  "ipam": {"type": "host-local", "ranges": [[{"subnet": "$POD4"}], [{"subnet": "$POD6"}]]}}]}
JSON
}

network() {
    say "Calico"
    [ -z "${SERVER:-}" ] || return 0
    { kubectl create -f $CALICO && kubectl wait --for=condition=Established crd/clusterinformations.crd.projectcalico.org &&
        kubectl create -f - <<YAML; } >/var/log/calico-crds.log 2>&1 || die "Calico's CRDs were refused; see /var/log/calico-crds.log."
apiVersion: crd.projectcalico.org/v1
kind: ClusterInformation
metadata: {name: default}
spec: {clusterGUID: esg-lab, datastoreReady: true}
YAML
}

policies() {
    local name tables=nft
    if iptables-legacy -S && ip6tables-legacy -S; then tables=legacy; fi >/dev/null 2>&1
    for name in DATASTORETYPE=kubernetes FELIXHOSTNAME="$NAME" IPV6SUPPORT=true IPINIPENABLED=false ROUTESOURCE=WorkloadIPs \
        DEFAULTENDPOINTTOHOSTACTION=ACCEPT IPTABLESBACKEND=$tables XDPENABLED=false BPFENABLED=false USAGEREPORTINGENABLED=false \
        LOGSEVERITYSCREEN=warning LOGSEVERITYSYS=none; do
        export "FELIX_$name"
    done
    KUBECONFIG=/etc/rancher/k3s/k3s.yaml run calico-felix again calico-felix
}
