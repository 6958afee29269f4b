package io.esgoperator.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packets at a perimeter, by the kernel's time, as tcpdump prints them with {@code -qtt}. */
public final class Capture implements AutoCloseable {
  private static final Pattern PACKET =
      Pattern.compile("(\\d+[.]\\d+) IP6? (\\S+) > (\\S+): (tcp|UDP, length) (\\d+).*");

  private final Process tcpdump;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Capture(Process tcpdump) {
    this.tcpdump = tcpdump;
  }

  /** Returns when it sees packets. */
  static Capture of(Process tcpdump) {
    Capture capture = new Capture(tcpdump);
    Thread reading = new Thread(capture::read, "capture");
    reading.setDaemon(true);
    reading.start();
    try {
      String line = "";
      while (!line.startsWith("listening on")) {
        line = Optional.ofNullable(capture.lines.poll(30, TimeUnit.SECONDS)).orElseThrow();
      }
      return capture;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private void read() {
    try (BufferedReader reader = tcpdump.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException gone) {
      return;
    }
  }

  /**
   * How long servers took, in milliseconds, in each flow that got an answer: to accept the
   * connection, and from the first question, or from there where they speak first, to the first
   * byte.
   *
   * @param port what servers at other ports say is left out
   */
  public Map<String, List<Double>> millisByServer(int port) {
    return flows(port).stream()
        .filter(flow -> flow.answered > 0)
        .collect(
            Collectors.groupingBy(
                flow -> flow.server, Collectors.mapping(Flow::millis, Collectors.toList())));
  }

  private Collection<Flow> flows(int port) {
    Map<String, Flow> flows = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher packet = PACKET.matcher(line);
      if (packet.matches()) {
        double time = Double.parseDouble(packet.group(1));
        boolean hasData = Integer.parseInt(packet.group(5)) > 0;
        String from = packet.group(2);
        String to = packet.group(3);
        if (to.endsWith("." + port)) {
          flows
              .computeIfAbsent(from + " " + to, key -> new Flow(host(to), time))
              .asked(time, hasData);
        } else if (flows.containsKey(to + " " + from)) {
          flows.get(to + " " + from).told(time, hasData);
        }
      }
    }
    return flows.values();
  }

  private static String host(String end) {
    return end.substring(0, end.lastIndexOf('.'));
  }

  @Override
  public void close() {
    tcpdump.destroy();
  }

  /** A flow's moments, in seconds; 0 for one that has not come. */
  private static final class Flow {
    private final String server;
    private final double began;
    private double accepted;
    private double asked;
    private double answered;

    private Flow(String server, double began) {
      this.server = server;
      this.began = began;
    }

    private void asked(double time, boolean hasData) {
      if (hasData && asked == 0) {
        asked = time;
      }
    }

    private void told(double time, boolean hasData) {
      if (accepted == 0) {
        accepted = time;
      }
      if (hasData && answered == 0) {
        answered = time;
      }
    }

    /** Of a datagram, the question begins the flow, and the answer accepts it. */
    private double millis() {
      boolean speaksFirst = asked == 0 || asked > answered;
      double waited =
          asked == began
              ? answered - began
              : accepted - began + answered - (speaksFirst ? accepted : asked);
      return waited * 1_000;
    }
  }
}
