"""A mutating webhook that meddles with what it is asked about, as some in the field do.

widen: a NetworkPolicy is opened to 192.0.2.0/24, and the time is written to it, so that no write is without effect.
relabel: a probe's pod gets the gateway's label.
Each object that is changed is a line in /tmp/meddled.
"""
import base64
import http.server
import json
import ssl
import sys
import time

PORT, MEDDLING, CERTIFICATE = int(sys.argv[1]), sys.argv[2], sys.argv[3]
OPENING = {"to": [{"ipBlock": {"cidr": "192.0.2.0/24"}}]}


def widen(policy):
    annotations = {**policy["metadata"].get("annotations", {}), "webhook.example.net/seen": str(time.time())}
    yield {"op": "add", "path": "/metadata/annotations", "value": annotations}
    if OPENING not in policy["spec"].get("egress", []):
        yield {"op": "add", "path": "/spec/egress/-", "value": OPENING}


def relabel(pod):
    if "esg-operator.io/probe" in pod["metadata"].get("labels", {}):
        yield {"op": "add", "path": "/metadata/labels/app", "value": "esg"}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["request"]
        patch = list({"widen": widen, "relabel": relabel}[MEDDLING](request["object"]))
        if patch:
            with open("/tmp/meddled", "a") as file:
                file.write(request["kind"]["kind"] + "\n")
        answer = json.dumps({"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "response": {
            "uid": request["uid"], "allowed": True, "patchType": "JSONPatch",
            "patch": base64.b64encode(json.dumps(patch).encode()).decode()}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *ignored):
        pass


with open("/tmp/server.pem", "w") as file:
    file.write(CERTIFICATE)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/tmp/server.pem")
server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
server.daemon_threads = True
server.socket = context.wrap_socket(server.socket, server_side=True)
open("/tmp/meddled", "w").close()
server.serve_forever()
