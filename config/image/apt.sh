# apt_of ARCHITECTURE COMMAND...: apt-get; for another architecture than this machine's with lists of its own, so that the machine stays as it is.
apt_of() {
    local architecture=$1 foreign=() lists=${ESG_LAB_CACHE:-$HOME/.cache/esg-operator}/apt-$1
    shift
    if [ "$architecture" != "$(dpkg --print-architecture)" ]; then
        mkdir -p "$lists"/{lists,cache/archives}/partial
        : >"$lists/status"
        foreign=(-o "APT::Architecture=$architecture" -o "APT::Architectures=$architecture" -o "Dir::State::lists=$lists/lists"
            -o "Dir::State::status=$lists/status" -o "Dir::Cache=$lists/cache")
    fi
    "${APT:-apt-get}" -o APT::Sandbox::User=root "${foreign[@]}" "$@"
}
