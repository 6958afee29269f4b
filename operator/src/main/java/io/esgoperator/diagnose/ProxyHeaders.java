package io.esgoperator.diagnose;

import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.probe.PathReport;

/**
 * What the PROXY protocol may have to do with an inbound path: a gateway that expects a header and
 * does not get it, or gets one that it does not take, closes the connection, is silent, or refuses.
 */
final class ProxyHeaders {
  private ProxyHeaders() {}

  /** A sentence for a probe beside the gateway, with a space before it; empty without doubt. */
  static String remark(DeclaredPath declared, PathReport report) {
    if (!isDoubtful(report)) {
      return "";
    }
    return declared.proxyProtocol() == null
        ? " If the gateway's port expects a PROXY header, declare it for this path: spec.proxyProtocol.%s."
            .formatted(declared.name())
        : " The probe began with the PROXY header %s that spec.proxyProtocol.%s declares: look whether the gateway's port takes this version, from pods too."
            .formatted(declared.proxyProtocol(), declared.name());
  }

  /** The same for a probe outside, which never sends a header. */
  static String remarkFromOutside(DeclaredPath declared, PathReport report) {
    if (!isDoubtful(report)) {
      return "";
    }
    return declared.proxyProtocol() == null
        ? " If the gateway's port expects a PROXY header, the load balancer in front of it has to add it."
        : " The gateway's port expects the PROXY header %s by spec.proxyProtocol.%s: look whether the load balancer in front of it adds it."
            .formatted(declared.proxyProtocol(), declared.name());
  }

  private static boolean isDoubtful(PathReport report) {
    return switch (report.finding()) {
      // Postfix answers in clear text where it waited for the header in vain.
      case ClosedEarly, ClearText, Declined, Held, HandshakeStalled -> true;
      default -> false;
    };
  }
}
