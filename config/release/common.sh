# Shared by the scripts of a release: where things are, and the programs, built from Go modules that go.sum pins.

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
VERSION=$(config/release/version)
OUT=$PWD/target/release
CACHE=${ESG_LAB_CACHE:-$HOME/.cache/esg-operator}

die() { echo "${0##*/}: $*" >&2; exit 1; }

step() {
    local what=$1 start=$SECONDS
    shift
    "$@"
    echo "==> $what (took $((SECONDS - start)) s)"
}

# tool NAME: the path of crane, cosign, registry or helm; built when it is not there.
tool() {
    local module=config/release/tools package built
    case $1 in
    crane) package=github.com/google/go-containerregistry/cmd/crane ;;
    cosign) package=github.com/sigstore/cosign/v3/cmd/cosign ;;
    registry) package=github.com/distribution/distribution/v3/cmd/registry ;;
    helm) package=helm.sh/helm/v3/cmd/helm module=config/lab/bin ;;
    esac
    built=$CACHE/release-$(cat "$module/go.mod" "$module/go.sum" | sha256sum | cut -c1-16)/$1
    if ! [ -x "$built" ]; then
        mkdir -p "$(dirname "$built")"
        CGO_ENABLED=0 go -C "$module" build -trimpath -ldflags="-s -w" -o "$built.part" "$package" >&2 || die "$1 did not build; 'go env GOPROXY' must name a proxy that can be reached."
        mv "$built.part" "$built"
    fi
    echo "$built"
}

# registry_named: REGISTRY says where image and chart go, without a scheme.
registry_named() {
    [[ ${REGISTRY:-} =~ ^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*$ ]] ||
        die "REGISTRY is '${REGISTRY:-}'; let it name a registry and a path, without a scheme, such as registry.example.net/mail."
}
