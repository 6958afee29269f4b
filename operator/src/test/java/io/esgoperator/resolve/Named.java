package io.esgoperator.resolve;

import io.esgoperator.InstalledProgram;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real BIND 9 on one loopback port. A test can change its zones, and can stop it from answering.
 */
final class Named implements AutoCloseable {
  private final Path folder;
  private final int port;
  private Process process;

  private Named(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static Named start(Path folder, Map<String, String> zones) throws IOException {
    Named named = new Named(folder, freePort());
    named.serve(zones);
    return named;
  }

  /** One that is free for TCP, too: named serves both at it, and would go on without. */
  private static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    while (true) {
      try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
        return udp.getLocalPort();
      } catch (BindException takenForUdp) {
        // Another one, then.
      }
    }
  }

  int port() {
    return port;
  }

  /** Serves these zones and no others from now on; each name with the lines below its SOA. */
  void serve(Map<String, String> zones) throws IOException {
    close();
    for (Map.Entry<String, String> zone : zones.entrySet()) {
      Files.writeString(
          folder.resolve(zone.getKey()),
          "$TTL 60\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n"
              + zone.getValue()
              + "\n");
    }
    Files.writeString(
        folder.resolve("named.conf"),
        """
        options {
          directory "%s";
          listen-on port %d { 127.0.0.1; };
          listen-on-v6 { none; };
          recursion no;
          notify no;
          rrset-order { order cyclic; };
          max-records-per-type 0;
          pid-file none;
          session-keyfile none;
        };
        controls {};
        %s
        """
            .formatted(
                folder,
                port,
                zones.keySet().stream()
                    .map("zone \"%1$s\" { type primary; file \"%1$s\"; };"::formatted)
                    .collect(Collectors.joining("\n"))));
    run();
  }

  private void run() throws IOException {
    Path log = Files.writeString(folder.resolve("named.log"), "");
    process =
        new ProcessBuilder(program().toString(), "-g", "-n", "1", "-c", folder + "/named.conf")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Awaitility.await("named runs")
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(2))
        .failFast(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
              }
            })
        .until(() -> Files.readString(log).contains(" running\n"));
  }

  /** A copy: Ubuntu's AppArmor lets the program itself read nothing outside of its own folders. */
  private Path program() throws IOException {
    Path copy = folder.resolve("named");
    if (!Files.exists(copy)) {
      Files.copy(InstalledProgram.called("named"), copy);
    }
    return copy;
  }

  /** From now on nothing is answered, and nothing refused. */
  void hold() throws IOException {
    signal("STOP");
    Awaitility.await("each thread of named stands").until(this::stands);
  }

  private boolean stands() throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-L", "-o", "state=", "-p", Long.toString(process.pid())).start();
    String states = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return states.strip().matches("(T\\s*)+");
  }

  void release() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (await(kill) != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  private static int await(Process ending) {
    try {
      if (!ending.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a process does not end: " + ending.info());
      }
      return ending.exitValue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Its port is closed from now on. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      await(process);
      process = null;
    }
  }
}
