package io.esgoperator.probe.protocol;

import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSession;

/**
 * TLS, then one GET (RFC 8446, RFC 9110; protocols.md section 6).
 *
 * @param trust null where any certificate will do, as on the gateway's own web interface
 */
record HttpsProber(Trust trust) implements Prober {
  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      SSLSession session = talk.startTls(Trust.accepting()).getSession();
      if (trust != null && !trust.holds(session.getPeerCertificates())) {
        X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
        return ProbeResult.foreign(
            "certificate for "
                + leaf.getSubjectX500Principal()
                + " issued by "
                + leaf.getIssuerX500Principal()
                + ", which is not trusted");
      }
      return new HttpProber("/").get(talk, target);
    }
  }
}
