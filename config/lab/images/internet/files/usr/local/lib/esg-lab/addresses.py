"""The lab's list of addresses."""


def both(name):
    """The IPv4 and the IPv6 address of a server."""
    with open("/etc/esg-lab/ADDRESSES") as rows:
        for row in rows:
            if row.split()[:1] == [name]:
                return row.split()[1:3]
    raise SystemExit(f"no address of {name}")
