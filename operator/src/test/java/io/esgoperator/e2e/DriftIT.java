package io.esgoperator.e2e;

class DriftIT extends Drift {}
