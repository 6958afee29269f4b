# Images without a registry: a build script writes a root file system as a tar, the engine imports it.

# import NAME FOLDER [MORE]: builds FOLDER when its contents (or MORE) changed, imports it when the engine does not hold
# that build. FOLDER/build TAR writes the tar and prints instructions for "docker import --change", one a line.
import() {
    local name=$1 folder=$2 key made changes
    key=$(hash_of <(hash_tree "$folder" "$LAB/ADDRESSES" "$LAB"/images/*.sh) <(echo "${3:-}"))
    made=$ESG_LAB_CACHE/images/$name-$key
    [ "$(key_of "esg-lab/$name")" != "$key" ] || return 0
    if [ ! -d "$made" ]; then
        rm -rf "$ESG_LAB_CACHE/images/$name"-????????????????{,.part}    # a key has 16 digits
        mkdir -p "$made.part"
        "$folder/build" "$made.part/rootfs.tar" >"$made.part/changes" ||
            die "the image $name did not build; run '$folder/build /tmp/$name.tar' to see why."
        mv "$made.part" "$made"
    fi
    mapfile -t changes < <(sed '/^$/d; s/^/--change=/' "$made/changes")
    docker import "${changes[@]}" --change "LABEL esg-lab.key=$key" "$made/rootfs.tar" "esg-lab/$name:latest" >/dev/null
}

key_of() { docker image inspect --format '{{ index .Config.Labels "esg-lab.key" }}' "$1" 2>/dev/null || true; }

images() {
    local folder name
    use_engine
    engine_answers || die "the engine does not answer; run 'lab engine-up' first."
    ESG_LAB_BIN=$(bin_dir)
    export ESG_LAB_BIN
    if [ -e "$FOREIGN" ]; then
        step "image node" node_of_k3s
    else
        step "image node" import node "$LAB/node" "$ESG_LAB_BIN"
    fi
    step "image tiny" import tiny "$LAB/tiny" "$ESG_LAB_BIN"
    for folder in "$LAB"/images/*/; do
        name=$(basename "$folder")
        [ ! -x "$folder/build" ] || step "image $name" import "$name" "${folder%/}"
    done
    prune_images
}

# Removes older builds; on the developer's own engine, only images with the lab's label.
prune_images() {
    docker image prune -f --filter label=esg-lab.key >/dev/null
    [ -e "$FOREIGN" ] || docker image prune -f >/dev/null
}

# Where a registry can be reached: the image of k3s with the lab's addresses and the one script that tests run in a node.
node_of_k3s() {
    local id work
    work=$(mktemp -d)
    mkdir -p "$work/etc/rancher/k3s" "$work/usr/local/bin"
    echo "nameserver $(address resolver.example.net)" >"$work/etc/rancher/k3s/resolv.conf"
    cat >"$work/etc/rancher/k3s/config.yaml" <<YAML
cluster-cidr: $(address pods),$(address pods 6)
service-cidr: $(address services),$(address services 6)
flannel-ipv6-masq: true
resolv-conf: /etc/rancher/k3s/resolv.conf
YAML
    cp "$LAB/node/files/usr/local/bin/lab-route" "$work/usr/local/bin"
    id=$(docker create --label esg-lab $K3S_IMAGE)
    docker cp -q "$work/." "$id:/"
    docker commit --change 'LABEL esg-lab.key=k3s' "$id" esg-lab/node:latest >/dev/null
    docker rm "$id" >/dev/null
    rm -r "$work"
}

# own_node: sets base to the image of the lab's node that has no engine but kube-router, on which those of other engines stand.
own_node() {
    base=${ESG_LAB_NODE_IMAGE:-esg-lab/node}
    use_engine
    docker network inspect esg-inside >/dev/null 2>&1 || die "the lab does not run; run 'lab up' first."
    [ -e "$FOREIGN" ] || { images >/dev/null; return; }    # the node is of this checkout
    ESG_LAB_BIN=$(bin_dir) import node-own "$LAB/node" "$(bin_dir)"    # the image of k3s has an engine of its own
    base=esg-lab/node-own
}

# layer BASE FOLDER NAME KEY: an image with the folder's files on top of another; the folder goes.
layer() {
    local id
    id=$(docker create --label esg-lab "$1")
    tar -C "$2" --owner 0 --group 0 --mode a+rX,go-w -c . | docker cp -q - "$id:/"
    docker commit --change "LABEL esg-lab.key=$4" "$id" "$3" >/dev/null
    docker rm -v "$id" >/dev/null
    rm -r "$2"
}

# only FOLDER: those of the cache that were made by older sources go. A key has 16 digits.
only() { find "$ESG_LAB_CACHE" -maxdepth 1 -name "$(basename "${1%-*}")-????????????????" ! -path "$1" -exec rm -rf {} +; }
