package io.esgoperator.probe;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import java.util.List;
import java.util.stream.IntStream;

/** Plans for tests; one try waits for a second. */
public final class Plans {
  /** A path on which others than its peers are asked, too. */
  public static final ProbePlan.PlannedPath INSPECTED =
      new ProbePlan.PlannedPath(
          "dns-udp",
          Application.DnsUdp,
          53,
          false,
          new Inspection(
              true,
              List.of(Trait.values()),
              List.of(
                  new ProbePlan.Peer("192.0.2.1", "192.0.2.1", 53),
                  new ProbePlan.Peer("2001:db8:dead::1", "2001:db8:dead::1", 53)),
              List.of(new ProbePlan.Peer("ns1.example.net", "198.51.100.53", 53)),
              new Inspection.Reflector(
                  "whoami.example.net",
                  List.of(new ProbePlan.Peer("ns2.example.net", "203.0.113.53", 53)))),
          List.of(new ProbePlan.Peer("a.root-servers.net", "198.41.0.4", 53)));

  /** A path with one peer. */
  public static final ProbePlan.PlannedPath DCC =
      new ProbePlan.PlannedPath(
          "dcc", Application.Dcc, 6277, List.of(new ProbePlan.Peer("dcc1", "192.0.2.62", 6277)));

  private Plans() {}

  public static ProbePlan of(ProbePlan.PlannedPath... paths) {
    return new ProbePlan(ProbePlan.VERSION, 1_000, false, null, List.of(paths));
  }

  /** So many paths, each with a peer of either family. */
  public static ProbePlan smtp(int paths) {
    return of(
        IntStream.range(0, paths)
            .mapToObj(
                index ->
                    new ProbePlan.PlannedPath(
                        "path-" + index,
                        Application.Smtp,
                        25,
                        List.of(
                            new ProbePlan.Peer("mx2.example.org", "203.0.113.25", 25),
                            new ProbePlan.Peer("mx1.example.net", "2001:db8:51::25", 25))))
            .toArray(ProbePlan.PlannedPath[]::new));
  }
}
