# Every program of the engine and the node, built from the three modules next to this folder.
# Go's own caches make a repeated build short; the outputs live outside the checkout under a hash of what went in.

MODULES=("$LAB/bin" "$LAB/engine" "$LAB/coredns")

bin_dir() {
    local inputs=("$LAB/lib/binaries.sh" "$LAB/bin/pause/main.go") module
    for module in "${MODULES[@]}"; do inputs+=("$module/go.mod" "$module/go.sum"); done
    echo "$ESG_LAB_CACHE/bin-$(hash_of "${inputs[@]}")"
}

# version_of MODULE PATH: what go.mod says, without the v.
version_of() { awk -v path="$2" '$1 == path && $2 ~ /^v/ { print substr($2, 2); exit }' "$LAB/$1/go.mod"; }

# build MODULE PACKAGE NAME [go build options...]: one program, unless it is there.
build() {
    local module=$1 package=$2 name=$3 out
    shift 3
    out=$(bin_dir)/$name
    [ -x "$out" ] && return
    note "$name"
    (cd "$LAB/$module" && CGO_ENABLED=${CGO:-0} go build -buildvcs=false -trimpath "$@" -o "$out.part" "$package") ||
        die "$name did not build; 'go env GOPROXY' must name a proxy that can be reached."
    mv "$out.part" "$out"
}

binaries() {
    local small="-s -w"
    local kubernetes version=k8s.io/component-base/version
    kubernetes=v$(version_of bin k8s.io/kubernetes)
    version="$small -X $version.gitVersion=$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=$(cut -d. -f2 <<<"$kubernetes")"
    mkdir -p "$(bin_dir)"
    command -v docker >/dev/null || die "the docker client (API 1.44 or newer) is needed; install it and put it in PATH."
    command -v go >/dev/null || die "Go (1.26 or newer) is needed to build the lab's programs; install it and put it in PATH."
    # gcc links runc, which is C at heart; everything else is plain Go.
    CGO=1 step "runc" build engine github.com/opencontainers/runc runc \
        -tags "seccomp netgo osusergo" -ldflags "$small -extldflags -static -X main.version=$(version_of engine github.com/opencontainers/runc)"
    step "containerd" containerd_programs
    step "dockerd" build engine github.com/moby/moby/v2/cmd/dockerd dockerd \
        -ldflags "$small -X github.com/moby/moby/v2/dockerversion.Version=$(version_of engine github.com/moby/moby/v2)"
    step "Kubernetes $kubernetes" kubernetes_programs "$version"
    step "etcd" build bin go.etcd.io/etcd/server/v3 etcd -ldflags "$small"
    step "kube-router" kube_router "$small"
    step "coredns" build coredns github.com/coredns/coredns coredns -ldflags "$small"
    step "helm" build bin helm.sh/helm/v3/cmd/helm helm -ldflags "$small"
    step "pause" build bin ./pause pause -ldflags "$small"
}

# kube-router 2.1.0 (the newest that the proxy serves) reads the sets of both families into each family's handler, and
# then one handler writes the other's back as they were: a pod that starts after a policy is lost in one family.
kube_router() {
    local module=github.com/cloudnativelabs/kube-router/v2 source patched
    source=$(cd "$LAB/bin" && go mod download "$module" && go list -m -f '{{ .Dir }}' "$module")
    patched=$(bin_dir)/kube-router.src
    rm -rf "$patched"
    cp -r "$source" "$patched"
    chmod -R u+w "$patched"
    sed -i 's/^\t\tif content\[0\] == "create" {$/\t\tif len(content) > 1 \&\& strings.HasPrefix(content[1], IPv6SetPrefix+":") != ipset.isIpv6 {\n\t\t\tcontinue\n\t\t}\n&/' "$patched/pkg/utils/ipset.go"
    ! cmp -s "$source/pkg/utils/ipset.go" "$patched/pkg/utils/ipset.go" ||
        die "kube-router changed; look whether it still mixes the sets of the two families."
    { cat "$LAB/bin/go.mod"; echo "replace $module => $patched"; } >"$patched.mod"
    cp "$LAB/bin/go.sum" "$patched.sum"
    build bin "$module/cmd/kube-router" kube-router -modfile "$patched.mod" -ldflags "$1"
    rm -rf "$patched"*
}

containerd_programs() {
    local name
    for name in containerd containerd-shim-runc-v2 ctr; do
        build bin github.com/containerd/containerd/v2/cmd/$name $name -tags no_btrfs,no_zfs,no_devmapper -ldflags "-s -w"
    done
}

kubernetes_programs() {
    local name
    for name in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl; do
        build bin k8s.io/kubernetes/cmd/$name $name -ldflags "$1"
    done
}
