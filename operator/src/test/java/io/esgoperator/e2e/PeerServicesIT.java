package io.esgoperator.e2e;

class PeerServicesIT extends PeersBehindServices {}
