package io.esgoperator.api.v1alpha1;

/**
 * The version of the header with which a proxy or load balancer tells the client's address to the
 * gateway (haproxy.org, proxy-protocol.txt).
 */
public enum ProxyProtocol {
  /** A line of text. */
  V1,
  /** Binary. */
  V2
}
