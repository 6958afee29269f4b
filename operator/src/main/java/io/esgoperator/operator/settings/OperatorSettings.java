package io.esgoperator.operator.settings;

import io.esgoperator.model.Cidr;
import io.esgoperator.probe.ProbePlan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings in the operator's environment.
 *
 * @param probeImage {@code ESG_PROBE_IMAGE}, required: the operator's own image
 * @param ports where it listens
 * @param addresses {@code ESG_POD_IPS}, comma separated: of the operator's own pod, for the canary
 * @param rounds how many rounds of probes begin
 * @param lease {@code ESG_LEASE}: name of the Lease, in the operator's own namespace; its holder
 *     leads. Without it this process is the only one
 * @param pagePort {@code ESG_PAGE_PORT}, 1 to 65535, on loopback: of the path matrix as HTML;
 *     without it there is none
 * @param namespaces {@code ESG_WATCH_NAMESPACES}, comma separated: where instances are watched;
 *     empty for all
 * @param tenants what the authors of instances may make the operator do
 */
public record OperatorSettings(
    String probeImage,
    ServedPorts ports,
    List<String> addresses,
    RoundLimits rounds,
    Optional<String> lease,
    Optional<Integer> pagePort,
    Set<String> namespaces,
    TenantSettings tenants) {
  private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException with a sentence that says what to set
   */
  public static OperatorSettings of(Map<String, String> environment) {
    String image = environment.getOrDefault("ESG_PROBE_IMAGE", "");
    if (image.isBlank()) {
      throw new IllegalArgumentException(
          "ESG_PROBE_IMAGE is not set: give the image of the probes, which is the operator's own");
    }
    return new OperatorSettings(
        image,
        ServedPorts.of(environment),
        Stream.of(environment.getOrDefault("ESG_POD_IPS", "").split(","))
            .filter(Cidr::isLiteral)
            .toList(),
        RoundLimits.of(environment),
        names(environment, "ESG_LEASE").stream().findFirst(),
        number(environment, "ESG_PAGE_PORT", 65_535),
        watched(environment),
        TenantSettings.of(environment));
  }

  /**
   * The namespaces alone.
   *
   * @throws IllegalArgumentException with a sentence that says what to set
   */
  public static Set<String> watched(Map<String, String> environment) {
    return names(environment, "ESG_WATCH_NAMESPACES");
  }

  private static Set<String> names(Map<String, String> environment, String variable) {
    Set<String> names = new TreeSet<>();
    for (String name : environment.getOrDefault(variable, "").split(",")) {
      if (!name.isBlank() && !name.strip().matches(NAME)) {
        throw new IllegalArgumentException(
            variable
                + " has '"
                + name.strip()
                + "': give names of lower-case letters, digits and hyphens, separated by commas");
      }
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return Collections.unmodifiableSet(names);
  }

  static Optional<Integer> number(Map<String, String> environment, String name, int most) {
    return Optional.ofNullable(environment.get(name)).map(text -> number(name, text, most));
  }

  private static int number(String name, String text, int most) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          name + " is '" + text + "': give a whole number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }

  /** Where the operator's own pod answers canaries. */
  public List<ProbePlan.Peer> self() {
    return addresses.stream()
        .map(address -> new ProbePlan.Peer("esg-operator", address, ports.canary()))
        .toList();
  }
}
