package io.esgoperator.probe;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A probe pod's result for one path in one family.
 *
 * @param target the peer that the finding is about
 * @param latencyMillis of the peer alone, as {@link PeerTime}; until the probe gave up where no
 *     byte came
 * @param tries how many exchanges were made in all
 * @param hosts how many different hosts showed it
 * @param told by target, what peers that answered tell besides
 */
public record PathReport(
    String path,
    Family family,
    Finding finding,
    String target,
    long latencyMillis,
    int tries,
    int hosts,
    String evidence,
    Map<String, Told> told) {
  private static final Pattern OTHER_PORT = Pattern.compile(" port (\\d{1,5})$");

  private static final Pattern ADDRESS = Pattern.compile("(?:.* \\()?([0-9a-fA-F:.]+)\\)?(?: .*)?");

  public PathReport {
    told = Map.copyOf(told);
  }

  public PathReport(
      String path,
      Family family,
      Finding finding,
      String target,
      long latencyMillis,
      int tries,
      int hosts,
      String evidence) {
    this(path, family, finding, target, latencyMillis, tries, hosts, evidence, Map.of());
  }

  /** Whether the probe asked; without a route it tries, and no packet leaves. */
  public boolean isAsked() {
    return finding != Finding.ProbeFault;
  }

  /** The target's host, without its address. */
  public String host() {
    return hostOf(target);
  }

  /** The target's address; empty where it is a name alone. */
  public Optional<InetAddress> address() {
    Matcher literal = ADDRESS.matcher(target);
    return literal.matches() ? Cidr.literals(literal.group(1)).findFirst() : Optional.empty();
  }

  /** The target's port, which it names where that is not the path's usual one. */
  public int port(int usual) {
    Matcher other = OTHER_PORT.matcher(target);
    return other.find() ? Integer.parseInt(other.group(1)) : usual;
  }

  /** The host of a target as reports write it. */
  public static String hostOf(String target) {
    return target.replaceFirst(" .*", "");
  }

  /** The same with another finding. */
  public PathReport found(Finding other, long millis, String why) {
    return new PathReport(path, family, other, target, millis, tries, hosts, why, told);
  }

  /** The same after so many tries at so many hosts. */
  public PathReport after(int allTries, int allHosts) {
    return new PathReport(
        path, family, finding, target, latencyMillis, allTries, allHosts, evidence, told);
  }

  /** The same, where peers tell something besides. */
  public PathReport telling(Map<String, Told> besides) {
    return new PathReport(
        path, family, finding, target, latencyMillis, tries, hosts, evidence, besides);
  }

  /** The same as a fault of the probe. */
  PathReport faulty(String why) {
    return found(Finding.ProbeFault, latencyMillis, why).telling(Map.of());
  }
}
