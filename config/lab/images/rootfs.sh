# Sourced by the images' build scripts: one way to make a root file system.
#
# rootfs TAR FOLDER PACKAGES [option of mmdebstrap...]
#   writes TAR: a minimal Debian bookworm with PACKAGES (comma separated), the lab's addresses and shell functions in
#   /etc/esg-lab and /usr/local/lib/esg-lab, and FOLDER/files copied over all.
#   The options come after that, so a --customize-hook finds those files in place.
#   Debian packages are kept in $ESG_LAB_CACHE and fetched once.

export ESG_LAB_CACHE=${ESG_LAB_CACHE:-$HOME/.cache/esg-operator}
export ESG_LAB_IMAGES
ESG_LAB_IMAGES=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

rootfs() {
    local tar=$1 folder=$2 packages=$3
    shift 3
    mkdir -p "$ESG_LAB_CACHE/debs"
    mmdebstrap --quiet --mode=root --format=tar --variant=minbase --include="$packages" \
        --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --skip=download/empty --skip=essential/unlink \
        --setup-hook='mkdir -p "$1/var/cache/apt/archives" && cp -r "$ESG_LAB_CACHE/debs/." "$1/var/cache/apt/archives"' \
        --customize-hook='cp -n "$1"/var/cache/apt/archives/*.deb "$ESG_LAB_CACHE/debs"' \
        --customize-hook='install -Dm644 "$ESG_LAB_IMAGES/../ADDRESSES" "$1/etc/esg-lab/ADDRESSES"' \
        --customize-hook='install -Dm644 "$ESG_LAB_IMAGES/lab.sh" "$1/usr/local/lib/esg-lab/lab.sh"' \
        --customize-hook="tar -C '$folder/files' --mode a+rX,go-w -c . | tar -C \"\$1\" --no-overwrite-dir --no-same-owner -x" \
        "$@" bookworm "$tar" >&2
}
