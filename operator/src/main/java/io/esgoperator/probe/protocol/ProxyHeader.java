package io.esgoperator.probe.protocol;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.AddressText;
import java.net.Inet4Address;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header that precedes everything else on a connection (haproxy.org, proxy-protocol.txt,
 * sections 2.1 and 2.2). The command is PROXY with the probe's own address, since servers log LOCAL
 * as a health check of the proxy or without an address, and version 1 has no other command.
 */
final class ProxyHeader {
  private static final byte[] SIGNATURE =
      "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte VERSION_2_PROXY = 0x21;
  private static final byte TCP_OVER_IPV4 = 0x11;
  private static final byte TCP_OVER_IPV6 = 0x21;
  private static final int PORTS = 4;

  private ProxyHeader() {}

  /** For both ends of a connection. */
  static byte[] of(ProxyProtocol version, Socket connection) {
    return switch (version) {
      case V1 -> text(connection);
      case V2 -> binary(connection);
    };
  }

  private static byte[] text(Socket connection) {
    return "PROXY %s %s %s %d %d\r\n"
        .formatted(
            isIpv4(connection) ? "TCP4" : "TCP6",
            AddressText.of(connection.getLocalAddress()),
            AddressText.of(connection.getInetAddress()),
            connection.getLocalPort(),
            connection.getPort())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] binary(Socket connection) {
    byte[] source = connection.getLocalAddress().getAddress();
    byte[] destination = connection.getInetAddress().getAddress();
    int length = source.length + destination.length + PORTS;
    return ByteBuffer.allocate(SIGNATURE.length + 4 + length)
        .put(SIGNATURE)
        .put(VERSION_2_PROXY)
        .put(isIpv4(connection) ? TCP_OVER_IPV4 : TCP_OVER_IPV6)
        .putShort((short) length)
        .put(source)
        .put(destination)
        .putShort((short) connection.getLocalPort())
        .putShort((short) connection.getPort())
        .array();
  }

  private static boolean isIpv4(Socket connection) {
    return connection.getInetAddress() instanceof Inet4Address;
  }
}
