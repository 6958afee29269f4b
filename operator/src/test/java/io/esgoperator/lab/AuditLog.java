package io.esgoperator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator asked of the API server, by the API server's own log. */
public final class AuditLog {
  static final String POLICY = "/etc/audit-policy.yaml";
  private static final String FILE = "/var/log/audit.log";

  /** Of {@code k3s server}. */
  static final List<String> OPTIONS =
      List.of(
          "--kube-apiserver-arg=audit-policy-file=" + POLICY,
          "--kube-apiserver-arg=audit-log-path=" + FILE);

  private final ObjectMapper json = new ObjectMapper();
  private final Lab lab;

  public AuditLog(Lab lab) {
    this.lab = lab;
  }

  /** One thing that may be done, as RBAC counts them. */
  public record Permission(String group, String resource, String verb) {
    public static Stream<Permission> of(PolicyRule rule) {
      return rule.getApiGroups().stream()
          .flatMap(
              group ->
                  rule.getResources().stream()
                      .flatMap(
                          resource ->
                              rule.getVerbs().stream()
                                  .map(verb -> new Permission(group, resource, verb))));
    }
  }

  /**
   * All requests since the lab's start, allowed or not, without discovery, which every client does.
   */
  public Set<Permission> asked() {
    return lab.onNode("cat", FILE)
        .lines()
        .map(this::parse)
        .filter(event -> event.hasNonNull("objectRef"))
        .map(AuditLog::permission)
        .collect(Collectors.toSet());
  }

  private JsonNode parse(String line) {
    try {
      return json.readTree(line);
    } catch (IOException damaged) {
      throw new UncheckedIOException(line, damaged);
    }
  }

  private static Permission permission(JsonNode event) {
    JsonNode object = event.get("objectRef");
    String subresource = object.path("subresource").asText();
    return new Permission(
        object.path("apiGroup").asText(),
        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
        event.path("verb").asText());
  }
}
