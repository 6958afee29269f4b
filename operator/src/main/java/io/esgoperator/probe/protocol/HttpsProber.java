package io.esgoperator.probe.protocol;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.TlsRefusedException;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * TLS, then one GET (RFC 8446, RFC 9110; protocols.md section 6).
 *
 * @param witnesses judge the certificate
 */
record HttpsProber(Supplier<Trust.Witness> witnesses, Inspection inspection)
    implements TimedProber {
  private static final String TLS_1_3 = "TLSv1.3";
  private static final String HTTP_2 = "h2";

  /** What only a peer shows that completes the handshake. */
  private static final Set<Trait> KNOWN =
      EnumSet.of(Trait.TrustedCertificate, Trait.Tls13, Trait.Http2);

  /** What no peer shows that speaks older versions of TLS alone. */
  private static final Set<Trait> MODERN = EnumSet.of(Trait.Tls13, Trait.Http2);

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    WaitingBudget budget = WaitingBudget.of(timeout, peer);
    ProbeResult result = answer(target, budget);
    return result.answered() && inspection.expects(Trait.Http2)
        ? alpn(target, budget).orElse(result)
        : result;
  }

  /** A peer that is known to complete the handshake and to answer does not refuse. */
  private ProbeResult answer(ProbeTarget target, WaitingBudget budget) throws IOException {
    Trust.Witness witness = witnesses.get();
    try {
      return get(target, budget, witness);
    } catch (TlsRefusedException refused) {
      throw KNOWN.stream().noneMatch(inspection::expects)
              || refused.isServersOwn(
                  witness.isTrusted(), MODERN.stream().anyMatch(inspection::expects))
          ? refused
          : refused.ofKnownPeer();
    }
  }

  private ProbeResult get(ProbeTarget target, WaitingBudget budget, Trust.Witness witness)
      throws IOException {
    try (Conversation talk = Conversation.open(target, budget)) {
      SSLSocket tls = talk.startTls(witness, parameters -> named(target, parameters));
      String version = tls.getSession().getProtocol();
      if (witness.foreign().isPresent() && inspection.expects(Trait.TrustedCertificate)) {
        return new ProbeResult(Finding.ForeignCertificate, witness.foreign().get());
      }
      if (inspection.expects(Trait.Tls13) && !TLS_1_3.equals(version)) {
        return new ProbeResult(Finding.TlsLowered, "offered TLS 1.3, got " + version);
      }
      return witness
          .remarked(new HttpProber("/", Inspection.off()).get(talk, target))
          .telling(Told.NOTHING.showing(witness.shown()));
    }
  }

  /**
   * Uses another connection: a peer that selects h2 does not understand HTTP/1.1 on it. The path is
   * proved already, so other failures here, or lateness, say nothing.
   */
  private Optional<ProbeResult> alpn(ProbeTarget target, WaitingBudget budget) {
    try (Conversation talk = Conversation.open(target, budget)) {
      SSLSocket tls =
          talk.startTls(
              Trust.blind(),
              parameters -> parameters.setApplicationProtocols(new String[] {HTTP_2, "http/1.1"}));
      String selected = tls.getApplicationProtocol();
      return HTTP_2.equals(selected)
          ? Optional.empty()
          : Optional.of(
              new ProbeResult(
                  Finding.AlpnLowered,
                  "offered h2, got " + (selected.isEmpty() ? "no protocol" : selected)));
    } catch (IOException unanswered) {
      return Optional.empty();
    }
  }

  static void named(ProbeTarget target, SSLParameters parameters) {
    if (target.isNamed()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
  }
}
