package io.esgoperator.operator.settings;

import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the administrator lets the authors of EsgInstances make the operator do.
 *
 * @param podFields {@code ESG_PROBE_POD_FIELDS}, comma separated: the allowed fields of {@code
 *     spec.probe.pod}; default {@link ProbePodField#usual}
 * @param most {@code ESG_PROBE_POD_MAX_CPU}, {@code ESG_PROBE_POD_MAX_MEMORY} and {@code
 *     ESG_PROBE_POD_MAX_EPHEMERAL_STORAGE}: how much of each a probe may have; default 1, 512Mi and
 *     none. It gets no other resources.
 * @param pullSecrets {@code ESG_PROBE_PULL_SECRETS}, comma separated: names of pull secrets that
 *     probes have besides those of the gateway's pods
 * @param targets {@code ESG_PROBE_TARGETS}, comma separated: networks of the cluster that outbound
 *     probes may ask
 * @param clusterNetworks {@code ESG_CLUSTER_NETWORKS}, comma separated: the cluster's own networks,
 *     besides those that the operator finds
 * @param otherNamespaces {@code ESG_OTHER_NAMESPACES_PROBED}, true or false, default false: whether
 *     pods of other namespaces than the instance's may be targets
 */
public record TenantSettings(
    Set<ProbePodField> podFields,
    Map<String, Quantity> most,
    List<String> pullSecrets,
    List<Cidr> targets,
    List<Cidr> clusterNetworks,
    boolean otherNamespaces) {
  private static final Map<String, String> USUAL_MOST = Map.of("cpu", "1", "memory", "512Mi");
  private static final List<String> CAPPED = List.of("cpu", "memory", "ephemeral-storage");

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException with a sentence that says what to set
   */
  public static TenantSettings of(Map<String, String> environment) {
    return new TenantSettings(
        fields(environment.get("ESG_PROBE_POD_FIELDS")),
        most(environment),
        words(environment, "ESG_PROBE_PULL_SECRETS").toList(),
        networks(environment, "ESG_PROBE_TARGETS"),
        networks(environment, "ESG_CLUSTER_NETWORKS"),
        flag(environment, "ESG_OTHER_NAMESPACES_PROBED"));
  }

  private static boolean flag(Map<String, String> environment, String name) {
    String text = environment.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(name + " is '" + text + "': give true or false");
    }
    return text.equals("true");
  }

  private static Set<ProbePodField> fields(String written) {
    if (written == null) {
      return ProbePodField.usual();
    }
    Set<ProbePodField> fields = EnumSet.noneOf(ProbePodField.class);
    words(written).map(TenantSettings::field).forEach(fields::add);
    return Collections.unmodifiableSet(fields);
  }

  private static ProbePodField field(String name) {
    return Stream.of(ProbePodField.values())
        .filter(field -> field.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ESG_PROBE_POD_FIELDS has '"
                        + name
                        + "': give some of "
                        + Stream.of(ProbePodField.values())
                            .map(ProbePodField::toString)
                            .collect(Collectors.joining(", "))
                        + ", separated by commas"));
  }

  private static Map<String, Quantity> most(Map<String, String> environment) {
    Map<String, Quantity> most = new TreeMap<>();
    for (String resource : CAPPED) {
      String variable = "ESG_PROBE_POD_MAX_" + resource.replace('-', '_').toUpperCase();
      Optional.ofNullable(environment.get(variable))
          .or(() -> Optional.ofNullable(USUAL_MOST.get(resource)))
          .ifPresent(amount -> most.put(resource, quantity(variable, amount)));
    }
    return Collections.unmodifiableMap(most);
  }

  private static Quantity quantity(String variable, String amount) {
    try {
      Quantity quantity = Quantity.parse(amount);
      if (Quantity.getAmountInBytes(quantity).signum() > 0) {
        return quantity;
      }
    } catch (IllegalArgumentException unreadable) {
      // Handled by the exception below.
    }
    throw new IllegalArgumentException(
        variable + " is '" + amount + "': give a quantity above 0, such as 500m or 512Mi");
  }

  private static List<Cidr> networks(Map<String, String> environment, String variable) {
    return words(environment, variable).map(text -> network(variable, text)).toList();
  }

  private static Cidr network(String variable, String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(
          variable
              + " has '"
              + text
              + "': give networks in CIDR notation, such as 10.42.0.0/16, separated by commas",
          none);
    }
  }

  private static Stream<String> words(Map<String, String> environment, String variable) {
    return words(environment.getOrDefault(variable, ""));
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty());
  }
}
