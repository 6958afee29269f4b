# The rounds of instance gateway in namespace mail. To be sourced.

# withdrawn: the instance is gone, and so are its probes.
withdrawn() {
    kubectl -n mail delete esg gateway --ignore-not-found --wait >/dev/null
    kubectl -n mail wait pod -l esg-operator.io/probe --for=delete --timeout=60s >/dev/null
}

# proved: waits for the first round, and for the second one where the first left a doubt.
proved() {
    kubectl -n mail wait esg/gateway --for=jsonpath='{.status.lastProbe.job}' --timeout=120s >/dev/null
    settled
}

# settled: waits until no round has left a doubt.
settled() { until [ -z "$(kubectl -n mail get esg gateway -o 'jsonpath={.status.paths[*].doubt}')" ]; do sleep 0.1; done; }
