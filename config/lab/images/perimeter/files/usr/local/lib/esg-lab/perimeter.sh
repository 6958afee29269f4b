# Sourced by the programs of the perimeter.
. /usr/local/lib/esg-lab/lab.sh

inside() { interface "$(address inside 4)"; }
outside() { interface "$(address outside 4)"; }

running() { nft list table inet perimeter >/dev/null 2>&1 || die "not running yet"; }
