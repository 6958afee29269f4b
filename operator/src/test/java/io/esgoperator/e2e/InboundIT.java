package io.esgoperator.e2e;

class InboundIT extends Inbound {}
