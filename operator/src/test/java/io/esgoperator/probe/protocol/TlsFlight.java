package io.esgoperator.probe.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** What a server answers to the first words of a TLS client. */
final class TlsFlight {
  private static final byte[] BYTES = make();

  private TlsFlight() {}

  /** ServerHello to ServerHelloDone of TLS 1.2, to another client's hello. */
  static byte[] bytes() {
    return BYTES.clone();
  }

  private static byte[] make() {
    try {
      SSLContext trusting = SSLContext.getInstance("TLS");
      trusting.init(null, null, null);
      SSLEngine client = trusting.createSSLEngine();
      client.setUseClientMode(true);
      SSLEngine server = SelfSigned.of("ldap.example.test").context().createSSLEngine();
      server.setUseClientMode(false);
      server.setEnabledProtocols(new String[] {"TLSv1.2"});
      ByteBuffer hello = ByteBuffer.allocate(32_768);
      client.wrap(ByteBuffer.allocate(0), hello);
      server.unwrap(hello.flip(), ByteBuffer.allocate(32_768));
      ByteBuffer flight = ByteBuffer.allocate(65_536);
      while (server.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
        if (server.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
          server.getDelegatedTask().run();
        } else {
          server.wrap(ByteBuffer.allocate(0), flight);
        }
      }
      byte[] bytes = new byte[flight.flip().remaining()];
      flight.get(bytes);
      return bytes;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
