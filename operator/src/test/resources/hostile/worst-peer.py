# A server that answers every probe with the worst that a peer can send, at every port of the catalogue, over IPv4 and IPv6.
# Each connection gets the next row of the table. A connection lasts a minute at most; 200 stand at a time.
import itertools, os, selectors, socket, struct, sys, threading, time

TCP = (25, 53, 80, 389, 443, 636, 2703, 11371)
UDP = (53, 6277, 24441)
LASTS = 60
room = threading.Semaphore(200)


def flood(piece):
    def send(connection, end):
        while time.time() < end:
            connection.sendall(piece)
    return send


def slowly(text):
    def send(connection, end):
        for byte in itertools.cycle(text):
            if time.time() > end:
                return
            connection.sendall(bytes([byte]))
            time.sleep(1)
    return send


def once(text):
    def send(connection, end):
        connection.sendall(text)
        connection.settimeout(5)
        try:
            connection.recv(4096)
        except OSError:
            pass
    return send


def hundred_megabytes(connection, end):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
    for _ in range(1600):
        if time.time() > end:
            return
        connection.sendall(b"x" * 65536)


def silence(connection, end):
    while time.time() < end:
        time.sleep(1)


WORST = itertools.cycle([
    flood(b"a" * 65536),
    flood(b"250-endless\r\n" * 1000),
    flood(b"220-endless\r\n" * 1000),
    slowly(b"220 mail.example ESMTP\r\n"),
    slowly(b"\x16\x03\x03\x40\x00"),
    once(b"sn=C&" + b"&".join(b"a%d=b" % n for n in range(3000)) + b"\r\n"),
    once(b"220 \x1b[31m<script>alert(1)</script>\x00\xff" + b"*" * 600 + b"\r\n"),
    once(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100000 + b"\r\n"),
    hundred_megabytes,
    flood(b"\x16\x03\x03\x40\x00" + b"\x0b" * 0x4000),
    once(b"\xff\xff" + os.urandom(65535)),
    once(b"\x30\x84\x7f\xff\xff\xff" + os.urandom(1000)),
    silence,
])


def serve(connection):
    with connection, room:
        try:
            connection.settimeout(LASTS)
            next(WORST)(connection, time.time() + LASTS)
        except OSError:
            pass


def answer(server):
    question, peer = server.recvfrom(65535)
    for reply in (question, question[:2] + os.urandom(500), question[:12] + b"\xc0\x0c" * 200, os.urandom(60000)):
        for _ in range(20):
            try:
                server.sendto(reply, peer)
            except OSError:
                return


def main():
    ports = selectors.DefaultSelector()
    for port in TCP:
        server = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=512)
        ports.register(server, selectors.EVENT_READ, lambda s: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start())
    for port in UDP:
        server = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.bind(("::", port))
        ports.register(server, selectors.EVENT_READ, answer)
    while True:
        for ready, _ in ports.select():
            ready.data(ready.fileobj)


main()
