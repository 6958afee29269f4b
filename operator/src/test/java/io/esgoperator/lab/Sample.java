package io.esgoperator.lab;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;

/** The lab's sample: every service, asked at the lab's own internet; the probes trust its CA. */
public final class Sample {
  /** A line of {@code spec.probe}: outbound paths are asked at a name that does not exist. */
  public static final String ASKED_NOWHERE =
      "targets: {dns-udp: [a.invalid], dns-tcp: [a.invalid], smtp-out: [a.invalid], http: [a.invalid],"
          + " https: [a.invalid], razor2: [a.invalid], pyzor: [a.invalid], dcc: [a.invalid]}";

  /** A line of {@code spec.probe} that saves the two pods of a canary, where none is looked at. */
  public static final String NO_CANARY = "canary: false";

  private Sample() {}

  /**
   * The sample with more lines of {@code spec.probe}.
   *
   * @param probe YAML, such as {@code interval: 1h}; without a timeout it is two seconds
   */
  public static EsgInstance of(String namespace, String name, String... probe) {
    return named(namespace, name, yaml(probe));
  }

  /** The sample with other services, and without a canary. */
  public static EsgInstance with(String services, String namespace, String name) {
    return named(
        namespace,
        name,
        yaml(NO_CANARY)
            .replaceFirst(
                "(?s)  services:.*?\n  probe:", "  services: " + services + "\n  probe:"));
  }

  /**
   * The sample with an expectation of the gateway's egress, and without a canary.
   *
   * @param egress YAML of {@code spec.egress} in one line
   */
  public static EsgInstance leaving(String namespace, String name, String egress, String probe) {
    return named(
        namespace,
        name,
        yaml(NO_CANARY, probe).replace("\n  probe:", "\n  egress: " + egress + "\n  probe:"));
  }

  /**
   * The sample of a gateway that carries the mail of domains, without a canary.
   *
   * @param domains in one line, parted by commas
   * @param egress YAML of {@code spec.egress} in one line
   */
  public static EsgInstance carrying(String namespace, String name, String domains, String egress) {
    return named(
        namespace,
        name,
        yaml(NO_CANARY)
            .replace(
                "\n  probe:",
                "\n  domains: [%s]\n  egress: %s\n  probe:".formatted(domains, egress)));
  }

  /**
   * The sample with a relay, whose servers are asked in the place of mail servers, and without a
   * canary.
   *
   * @param relay YAML, such as {@code {servers: [{host: relay1.example.net}], port: 587}}
   */
  public static EsgInstance relayed(String relay, String namespace, String name) {
    return named(
        namespace,
        name,
        yaml(NO_CANARY)
            .replaceFirst("\n  probe:", "\n  relay: " + relay + "\n  probe:")
            .replaceFirst("\n *smtp-out:.*", ""));
  }

  /**
   * The YAML of an instance of the stand-in gateway's pods, with the default of every field that it
   * does not name.
   *
   * @param spec lines of {@code spec}, without its indent
   */
  public static String minimal(String namespace, String name, String... spec) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: %s, namespace: %s}
        spec:
          podSelector: {matchLabels: {app: esg}}
        %s"""
        .formatted(name, namespace, String.join("\n", spec).indent(2));
  }

  private static String yaml(String... probe) {
    return Shell.run(Lab.LAB.resolve("sample").toString())
        .replace(
            "timeout: 5s",
            String.join(
                "\n    ",
                Stream.concat(
                        Stream.of(probe).anyMatch(line -> line.startsWith("timeout:"))
                            ? Stream.empty()
                            : Stream.of("timeout: 2s"),
                        Stream.of(probe))
                    .toList()));
  }

  private static EsgInstance named(String namespace, String name, String yaml) {
    EsgInstance sample = Serialization.unmarshal(yaml, EsgInstance.class);
    sample.getMetadata().setName(name);
    sample.getMetadata().setNamespace(namespace);
    return sample;
  }
}
