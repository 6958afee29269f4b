package io.esgoperator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Requests with bytes that a test writes itself: HTTP clients choose names and methods themselves.
 */
public final class PlainHttp {
  private PlainHttp() {}

  /**
   * Asks a server on this machine and gives all that it says, headers included.
   *
   * @param host what the request calls the server
   */
  public static String ask(int port, String method, String path, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write(
              (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
