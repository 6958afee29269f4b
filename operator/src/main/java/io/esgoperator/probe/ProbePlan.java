package io.esgoperator.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.HostAddresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The work of a probe pod. The operator writes it, the pod reads it.
 *
 * @param version of this format
 * @param timeoutMillis how long one try waits, 1,000 to 60,000
 * @param anyCertificate whether HTTPS accepts any certificate, as on the gateway's own web
 *     interface
 * @param trustedCertificates PEM, besides the public authorities; may be null
 * @param listen a TCP port at which the pod answers until it is deleted, instead of asking; may be
 *     null
 * @param names what the public DNS is asked about the gateway, instead of paths; may be null
 */
public record ProbePlan(
    int version,
    long timeoutMillis,
    boolean anyCertificate,
    String trustedCertificates,
    List<PlannedPath> paths,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer listen,
    @JsonInclude(JsonInclude.Include.NON_NULL) NameQuestions names) {
  public static final int VERSION = 7;

  public ProbePlan(
      int version,
      long timeoutMillis,
      boolean anyCertificate,
      String trustedCertificates,
      List<PlannedPath> paths) {
    this(version, timeoutMillis, anyCertificate, trustedCertificates, paths, null, null);
  }

  /** The plan of a pod that only listens. */
  public static ProbePlan listening(int port) {
    return new ProbePlan(VERSION, 0, false, null, List.of(), port, null);
  }

  /** The plan of a pod that asks for names, where a question waits {@code timeoutMillis}. */
  public static ProbePlan asking(NameQuestions names, long timeoutMillis, String trusted) {
    return new ProbePlan(VERSION, timeoutMillis, false, trusted, List.of(), null, names);
  }

  /** The number of a path. */
  public int indexOf(String path) {
    return IntStream.range(0, paths.size())
        .filter(index -> paths.get(index).name().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan has no path " + path));
  }

  /** Whether a pod has nothing to do with it. */
  public boolean asksNothing() {
    return paths.isEmpty() && listen == null && names == null;
  }

  /** The same plan with other paths. */
  public ProbePlan with(List<PlannedPath> others) {
    return new ProbePlan(
        version, timeoutMillis, anyCertificate, trustedCertificates, others, listen, names);
  }

  /**
   * One path in the plan.
   *
   * @param port the path's own
   * @param closed whether the policy closes it; the probe then asks for a while until it is closed
   * @param from the only networks whose pods the policy lets in; empty for all
   * @param inspection how it is searched for tampering
   * @param peers resolved peers, both families mixed; the first of a family is asked first
   * @param eachEnd whether each host is an end that must answer, and has a report of its own
   */
  public record PlannedPath(
      String name,
      Application application,
      int port,
      boolean closed,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> from,
      Inspection inspection,
      List<Peer> peers,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean eachEnd) {
    public PlannedPath {
      from = from == null ? List.of() : List.copyOf(from);
    }

    public PlannedPath(
        String name,
        Application application,
        int port,
        boolean closed,
        Inspection inspection,
        List<Peer> peers) {
      this(name, application, port, closed, List.of(), inspection, peers, false);
    }

    public PlannedPath(String name, Application application, int port, List<Peer> peers) {
      this(name, application, port, false, Inspection.off(), peers);
    }

    /** The same path with the peers that are wanted. */
    public PlannedPath to(Predicate<Peer> wanted) {
      return new PlannedPath(
          name,
          application,
          port,
          closed,
          from,
          inspection,
          peers.stream().filter(wanted).toList(),
          eachEnd);
    }

    /** The same path, of which each host is an end of its own or not. */
    public PlannedPath toEachEnd(boolean each) {
      return new PlannedPath(name, application, port, closed, from, inspection, peers, each);
    }

    /** Its hosts. */
    public List<String> hosts() {
      return peers.stream().map(Peer::host).distinct().toList();
    }

    /** Whether the policy closes it to a probe. */
    public boolean isClosedTo(Vantage vantage, Family family) {
      return closed || !from.isEmpty() && !vantage.isIn(from, family);
    }

    /** Its peers of a family, in their order. */
    public Stream<Peer> peersIn(Family family) {
      return peers.stream().filter(peer -> peer.family() == family);
    }

    /** The first peer of each host in a family. */
    public Stream<Peer> firstOfEachHost(Family family) {
      Map<String, Peer> first = new LinkedHashMap<>();
      peersIn(family).forEach(peer -> first.putIfAbsent(peer.host(), peer));
      return first.values().stream();
    }

    /** All peers that the path's report can name. */
    public Stream<Peer> allPeers() {
      return Stream.of(
              peers, inspection.dead(), inspection.burst(), inspection.reflector().servers())
          .flatMap(List::stream);
    }

    /** The descriptions of all those peers; a report names one by its number among them. */
    public List<String> targets() {
      return allPeers().map(peer -> ProbeTarget.of(peer).describe(port)).toList();
    }
  }

  /**
   * One address to ask.
   *
   * @param host name for SNI, Host header and report
   * @param address literal
   * @param port the path's own, or the port of the gateway's container behind it
   * @param proxyProtocol the header with which the connection begins; null without one
   */
  public record Peer(
      String host,
      String address,
      int port,
      @JsonInclude(JsonInclude.Include.NON_NULL) ProxyProtocol proxyProtocol) {
    public Peer(String host, String address, int port) {
      this(host, address, port, null);
    }

    /** The same with the header of a path; null without one. */
    public Peer beginningWith(ProxyProtocol header) {
      return new Peer(host, address, port, header);
    }

    public Family family() {
      return Family.ofLiteral(address);
    }

    /** Every known address of a host; a literal is its own. */
    public static Stream<Peer> named(String host, int port, HostAddresses hosts) {
      return Cidr.isLiteral(host)
          ? Stream.of(new Peer(host, host, port))
          : hosts.of(host).stream().map(address -> new Peer(host, address, port));
    }
  }
}
