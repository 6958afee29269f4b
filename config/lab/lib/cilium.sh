# A node whose engine is Cilium, by an image on top of the lab's node. It is no part of "lab up": the tests that need it,
# "make cilium" and "lab node-up NAME --engine cilium" build it, once.

CILIUM_IMAGE=esg-lab/node-cilium
COMPILER=clang-19    # the version of Cilium's own images

cilium() {
    local base bin made objects compiler key
    own_node
    bin=$(bin_dir) made=$ESG_LAB_CACHE/cilium-$(hash_tree "$LAB/cilium")
    # The data path depends on what the kernel can do.
    key=$(hash_of <(hash_tree "$LAB/node-cilium") <(echo "$made" "$(docker image inspect --format '{{ .Id }}' $base)" "$(uname -r)"))
    [ "$(key_of $CILIUM_IMAGE)" != "$key" ] || return 0
    step "Cilium's programs" cilium_programs "$made" "$bin"
    objects=$ESG_LAB_CACHE/cilium-objects-$key
    if [ ! -d "$objects" ]; then
        step "$COMPILER" compiler
        compiler=$ESG_LAB_CACHE/$COMPILER
        cilium_image $base "$made" "$CILIUM_IMAGE:without-objects" none
        step "Cilium's data path" cilium_objects "$compiler" "$objects"
    fi
    step "image node-cilium" cilium_image $base "$made" $CILIUM_IMAGE "$key" "$objects"
    docker image rm $CILIUM_IMAGE:without-objects >/dev/null 2>&1 || true
    prune_images
}

cilium_programs() {
    PATH=$2:$PATH "$LAB/cilium/build" "$1" || die "Cilium did not build."
    only "$1"
}

# A compiler for the build of the image alone.
compiler() {
    local work
    [ ! -d "$ESG_LAB_CACHE/$COMPILER" ] || return 0
    work=$(mktemp -d)
    mkdir -p "$work/none/files" "$work/part"
    (source "$LAB/images/rootfs.sh" && rootfs "$work/root.tar" "$work/none" $COMPILER) || die "$COMPILER could not be installed."
    tar -C "$work/part" -xf "$work/root.tar" ./usr/lib
    mv "$work/part" "$ESG_LAB_CACHE/$COMPILER"
    rm -r "$work"
}

# cilium_image BASE MADE NAME KEY [OBJECTS]
cilium_image() {
    local work
    work=$(mktemp -d)
    mkdir -p "$work/usr/local/bin" "$work/usr/lib/cni" "$work/usr/local/share/esg-lab/cilium"
    cp -r "$LAB/node-cilium/files/." "$work"
    cp "$2"/bin/cilium-{agent,operator-generic,dbg} "$work/usr/local/bin"
    cp "$2/bin/cilium-cni" "$work/usr/lib/cni"
    cp -r "$2/share/." "$work/usr/local/share/esg-lab/cilium"
    # As Cilium's own go.mod has it.
    cp "$("$LAB/module-file" sigs.k8s.io/network-policy-api@v0.2.0 config/crd/standard/policy.networking.k8s.io_clusternetworkpolicies.yaml)" \
        "$work/usr/local/share/esg-lab/cilium/cluster-policies.yaml"
    [ -z "${5:-}" ] || cp -r "$5" "$work/usr/local/share/esg-lab/cilium/objects"
    layer "$1" "$work" "$3" "$4"
}

# cilium_objects COMPILER FOLDER: a node with a compiler starts once, and what it compiled is kept.
cilium_objects() {
    local name=esg-cilium-build
    remove container $name
    docker create --label esg-lab --name $name "${NODE_OPTIONS[@]}" -v "$1:/opt/clang:ro" $CILIUM_IMAGE:without-objects >/dev/null
    docker start $name >/dev/null
    wait_for 240 "the node that compiles is not ready; see 'docker logs $name' and /var/log/*.log in it." node_ready $name
    rm -rf "$2.part"
    docker cp -q "$name:/usr/local/share/esg-lab/cilium/objects" "$2.part"
    remove container $name
    mv "$2.part" "$2"
    only "$2"
}
