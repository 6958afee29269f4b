# A node whose engine is Calico, by an image on top of the lab's node, built as Cilium's is: by the tests that need it, "make calico"
# and "lab node-up NAME --engine calico".

CALICO_IMAGE=esg-lab/node-calico

calico() {
    local base made key work
    own_node
    made=$ESG_LAB_CACHE/calico-$(hash_tree "$LAB/calico")
    key=$(hash_of <(hash_tree "$LAB/node-calico") <(echo "$made" "$(docker image inspect --format '{{ .Id }}' "$base")"))
    [ "$(key_of $CALICO_IMAGE)" != "$key" ] || return 0
    step "Calico's programs" "$LAB/calico/build" "$made"
    only "$made"
    work=$(mktemp -d)
    mkdir -p "$work/usr/local/bin" "$work/usr/lib/cni" "$work/usr/local/share/esg-lab"
    cp -r "$LAB/node-calico/files/." "$work"
    cp "$made/bin/calico-felix" "$work/usr/local/bin"
    cp "$made/bin/calico" "$work/usr/lib/cni"
    cp -r "$made/crds" "$work/usr/local/share/esg-lab/calico"
    layer "$base" "$work" $CALICO_IMAGE "$key"
    prune_images
}
