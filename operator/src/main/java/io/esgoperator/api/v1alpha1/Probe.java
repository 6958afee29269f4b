package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.Sorted;
import io.esgoperator.model.Trait;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** How the paths are proved. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Probe(
    @Default("5m")
        @Size(max = 16)
        @ValidationRule(
            value = Rules.DURATION,
            message = "probe.interval is a duration: write it like 30s, 5m or 1h30m")
        @ValidationRule(
            value = Rules.INTERVAL_RANGE,
            message =
                "probe.interval is 30s at least, out of courtesy to the servers asked, and 24h at most: write 5m for the default")
        @JsonPropertyDescription("Time between two rounds, 30s to 24h.")
        String interval,
    @Default("5s")
        @Size(max = 16)
        @ValidationRule(
            value = Rules.DURATION,
            message = "probe.timeout is a duration: write it like 5s")
        @ValidationRule(
            value = Rules.TIMEOUT_RANGE,
            message = "probe.timeout is 1s to 60s: write 5s for the default")
        @JsonPropertyDescription("How long one try waits for an answer, 1s to 60s.")
        String timeout,
    @Size(max = 48)
        @ValidationRule(
            value = Rules.TARGETS_NOT_EMPTY,
            message =
                "probe.targets has a path without targets: name at least one host or address, or leave the path out")
        @ValidationRule(
            value = Rules.EVERY_TARGET,
            message =
                "a target in probe.targets is neither an address nor a full host name: write it like 192.0.2.1 or mx.example.net, without a port")
        @JsonPropertyDescription(
            "Targets that replace the built-in ones, by path name; hosts or addresses, two unrelated ones at best.")
        Map<String, List<String>> targets,
    @Size(max = 6)
        @ValidationRule(
            value = Rules.TRAITS_DIFFER,
            message = "probe.expect names a trait twice: name each once")
        @JsonPropertyDescription(
            "What the targets named in probe.targets are known to do, so that its absence reads as tampering: StartTls, TrustedCertificate, AuthoritativeRoot, Tls13, Http2, Unrelated. The built-in targets do all of it.")
        List<Trait> expect,
    @Size(max = 253)
        @ValidationRule(
            value = Rules.TARGET,
            message =
                "probe.dnsBurst is neither an address nor a full host name: write it like 192.0.2.53 or ns1.example.net, without a port")
        @JsonPropertyDescription(
            "A DNS server whose owner agreed to 200 questions in a second with each round, to find rate limits; left out: none is looked for.")
        String dnsBurst,
    @JsonPropertyDescription(
            "A DNS record that holds the address of the client that asks for it, to find DNS that leaves by another address over UDP than over TCP; left out: none is asked for.")
        DnsReflector dnsReflector,
    @Default("true")
        @JsonPropertyDescription("Whether inspection and rewriting on the paths is looked for.")
        Boolean inspection,
    @Default("true")
        @JsonPropertyDescription(
            "Whether the operator tests that this cluster enforces NetworkPolicies at all.")
        Boolean canary,
    @JsonPropertyDescription("The pod that probes.") ProbePod pod,
    @Size(min = 1, max = 65536)
        @ValidationRule(
            value = PodRules.HOLDS_CERTIFICATE,
            message =
                "probe.trustedCertificates holds no certificate in PEM: write the lines from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----")
        @ValidationRule(
            value = PodRules.HOLDS_NO_KEY,
            message =
                "probe.trustedCertificates holds a private key: write the certificates alone, and replace that key, which others may have read")
        @JsonPropertyDescription(
            "Certificates in PEM that the probes trust besides the public ones, for closed networks with a CA of their own.")
        String trustedCertificates) {

  public Probe {
    interval = interval == null ? "5m" : interval;
    timeout = timeout == null ? "5s" : timeout;
    targets = Sorted.copyOf(targets);
    expect = expect == null ? List.of() : List.copyOf(expect);
    inspection = inspection == null || inspection;
    canary = canary == null || canary;
    pod = pod == null ? new ProbePod(null, null, null, null, null, null, null) : pod;
  }

  /** A record in which an authoritative server returns the client's address. */
  public record DnsReflector(
      @Required
          @Size(max = 253)
          @ValidationRule(
              value = Rules.TARGET,
              message =
                  "probe.dnsReflector.server is neither an address nor a full host name: write it like 192.0.2.53 or ns1.google.com, without a port")
          @JsonPropertyDescription("The authoritative server, asked over UDP and TCP alike.")
          String server,
      @Required
          @Size(max = 253)
          @ValidationRule(
              value = Rules.HOST_NAME,
              message =
                  "probe.dnsReflector.name is not a full host name: write the name of the record, such as o-o.myaddr.l.google.com")
          @JsonPropertyDescription("The name of its TXT record.")
          String name) {}

  /** Placement and resources of the probe pod. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ProbePod(
      @Size(min = 1, max = 512)
          @ValidationRule(
              value = PodRules.IMAGE,
              message =
                  "probe.pod.image is no reference of an image: write it like registry.example.net/mail/esg-operator:1.0")
          @JsonPropertyDescription(
              "The image; left out: the operator's own, which is what closed networks mirror.")
          String image,
      @Size(max = 16)
          @ValidationRule(
              value = PodRules.EVERY_OBJECT_NAME,
              message =
                  "probe.pod.imagePullSecrets takes names of secrets: lower-case letters, digits, dashes and dots, such as mirror")
          @JsonPropertyDescription("Names of the pull secrets for the image.")
          List<@Size(min = 1, max = 253) String> imagePullSecrets,
      @JsonPropertyDescription("Requests and limits; left out: small ones that fit a quota.")
          ProbeResources resources,
      @Size(max = 32)
          @ValidationRule(value = PodRules.EVERY_LABEL_KEY, message = Selector.BAD_KEY)
          @ValidationRule(value = PodRules.EVERY_LABEL_VALUE, message = Selector.BAD_VALUE)
          @JsonPropertyDescription(
              "Labels of the nodes on which the pod may run; left out, as with tolerations, pull secrets, priority and service account: those of the gateway's pod.")
          Map<String, @Size(max = 63) String> nodeSelector,
      @Size(max = 32) @JsonPropertyDescription("Taints that the pod tolerates.")
          List<ProbeToleration> tolerations,
      @Size(min = 1, max = 253)
          @ValidationRule(
              value = PodRules.OBJECT_NAME,
              message =
                  "probe.pod.serviceAccountName is the name of a service account: write lower-case letters, digits, dashes and dots, such as mailer")
          @JsonPropertyDescription(
              "The service account; its token is not mounted. Left out: the gateway's, for the probe with its labels.")
          String serviceAccountName,
      @Size(min = 1, max = 253)
          @ValidationRule(
              value = PodRules.OBJECT_NAME,
              message =
                  "probe.pod.priorityClassName is the name of a priority class: write lower-case letters, digits, dashes and dots, such as mail-high")
          @JsonPropertyDescription("The priority class.")
          String priorityClassName) {

    public ProbePod {
      imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
      nodeSelector = Sorted.copyOf(nodeSelector);
      tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    }
  }
}
