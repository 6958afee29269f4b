"""An API server in trouble, seen from the operator: plain HTTP here, the node's API server behind.

The word in /tmp/trouble says which trouble it is; each time it strikes is a line in /tmp/struck.
"""
import http.client
import http.server
import json
import os
import random
import selectors
import socket
import ssl
import sys
import time

PORT = int(sys.argv[1])
API = ("127.0.0.1", 6443)
REASONS = {409: "Conflict", 429: "TooManyRequests", 500: "InternalError"}
TLS = ssl.create_default_context()
TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE
HOP = ("host", "connection", "upgrade", "http2-settings")
# trouble: the answer's code, and how often it comes; of every method, or of writes alone
REFUSALS = {"conflict": (409, 0.4, False), "throttled": (429, 0.3, True), "failing": (500, 0.3, True)}

# trouble: the write that gets no answer, once
UNANSWERED = {"job-unanswered": ("POST", "/jobs"), "status-unanswered": ("PATCH", "/status")}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def trouble(self):
        with open("/tmp/trouble") as file:
            return file.read().strip()

    def struck(self):
        with open("/tmp/struck", "a") as file:
            file.write(f"{self.command} {self.path}\n")

    def is_first(self, method, end):
        """Whether it is such a request, and the trouble has not struck yet."""
        return self.command == method and self.path.split("?")[0].endswith(end) and not os.path.getsize("/tmp/struck")

    def strikes(self, share):
        """The first time, and then by chance: a trouble that never struck shows nothing."""
        return not os.path.getsize("/tmp/struck") or random.random() < share

    def wait_while(self, trouble):
        while self.trouble() == trouble:
            time.sleep(0.2)

    def pass_on(self):
        trouble = self.trouble()
        if trouble == "slow":
            self.struck()
            time.sleep(random.uniform(0.3, 1.5))
        # Java's client offers h2c with every first request, too.
        if self.headers.get("Upgrade") == "websocket":
            return self.splice()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        code, share, reads = REFUSALS.get(trouble, (0, 0, False))
        if code and (reads or self.command != "GET") and self.strikes(share):
            return self.refuse(code)
        late = trouble == "status-late" and self.is_first("PATCH", "/status")
        if late:
            self.struck()
            self.wait_while(trouble)
        upstream = http.client.HTTPSConnection(*API, context=TLS)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
        upstream.request(self.command, self.path, body, headers)
        answer = upstream.getresponse()
        if late:
            self.struck()
        if trouble == "cut" and self.strikes(0.2):
            # Done, and the caller never hears of it.
            answer.read()
            self.struck()
            self.close_connection = True
            return self.connection.shutdown(socket.SHUT_RDWR)
        if self.is_first(*UNANSWERED.get(trouble, ("none", ""))):
            answer.read()
            self.struck()
            self.wait_while(trouble)
            self.close_connection = True
            return self.connection.shutdown(socket.SHUT_RDWR)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "date"):
                self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while chunk := answer.read1(65536):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        self.wfile.write(b"0\r\n\r\n")
        upstream.close()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = pass_on

    def refuse(self, code):
        self.struck()
        status = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": code,
                  "reason": REASONS[code], "message": "trouble"}
        text = json.dumps(status).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        if code == 429:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(text)

    def splice(self):
        """A WebSocket, as watches are; with short watches each is cut after two seconds."""
        self.close_connection = True
        upstream = TLS.wrap_socket(socket.create_connection(API))
        head = f"{self.command} {self.path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in self.headers.items())
        upstream.sendall(head.encode() + b"\r\n")
        pairs = {self.connection: upstream, upstream: self.connection}
        ways = selectors.DefaultSelector()
        for end in pairs:
            ways.register(end, selectors.EVENT_READ)
        start = time.monotonic()
        while self.trouble() != "short-watches" or time.monotonic() < start + 2:
            for key, _ in ways.select(0.5):
                data = key.fileobj.recv(65536)
                while key.fileobj is upstream and upstream.pending():
                    data += upstream.recv(65536)
                if not data:
                    return upstream.close()
                pairs[key.fileobj].sendall(data)
        self.struck()
        upstream.close()

    def log_message(self, *ignored):
        pass


random.seed(7)
open("/tmp/trouble", "w").write("none")
open("/tmp/struck", "w").close()
server = http.server.ThreadingHTTPServer(("", PORT), Handler)
server.daemon_threads = True
server.serve_forever()
