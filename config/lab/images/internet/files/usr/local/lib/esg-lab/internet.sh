# Sourced by the programs of the internet image.
. /usr/local/lib/esg-lab/lab.sh

# services [SERVICE]: the rows of the list "SERVICE FIRST SECOND PORT...".
services() { awk -v only="${1-}" '/^[^#]/ && (only == "" || $1 == only)' /etc/esg-lab/services; }

# instances SERVICE [1|2]: the names of its servers.
instances() { services "$1" | awk -v only="${2-}" '{ for (i = 1; i <= 2; i++) if ($(i + 1) != "-" && (only == "" || only == i)) print $(i + 1) }'; }

# ports SERVICE: "tcp|udp/PORT", one a line.
ports() { services "$1" | awk '{ for (i = 4; i <= NF; i++) print $i }'; }

# names: every server on the internet, with its addresses, as "NAME IPV4 IPV6".
names() { awk '/^[^#]/ && $1 ~ /\./ { print $1, $2, $3 }' /etc/esg-lab/ADDRESSES; }
