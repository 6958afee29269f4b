package io.esgoperator.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExplainJsonTest {
  @Test
  void json_has_both_ends_tiers_rules_lines_and_what_is_not_evaluated() throws IOException {
    String calico =
        """
        ---
        apiVersion: projectcalico.org/v3
        kind: NetworkPolicy
        metadata: {name: c, namespace: a}
        spec: {selector: "app == 'web'", types: [Egress]}
        """;
    ObjectMapper mapper = new ObjectMapper();
    assertThat(
            mapper.readTree(
                ExplainCommandTest.explain(
                        ExplainCommandTest.PODS + ExplainCommandTest.POLICY + calico,
                        "a/web",
                        "a/db",
                        "tcp/5432",
                        "--format",
                        "json")
                    .out()))
        .isEqualTo(
            mapper.readTree(
                """
                {"explanations": [{
                  "from": ["Pod a/web"], "to": ["Pod a/db-0"],
                  "protocol": "TCP", "port": 5432, "families": ["IPv4", "IPv6"],
                  "decision": "Unclear",
                  "egress": {"decision": "Allowed", "tier": "Default", "because": "no policy selects the pod", "tiers": []},
                  "ingress": {
                    "decision": "Allowed", "tier": "NetworkPolicy", "because": "NetworkPolicy a/db ingress[0]",
                    "tiers": [{
                      "tier": "NetworkPolicy",
                      "policies": [{"policy": "NetworkPolicy a/db", "file": "stdin", "line": 19}],
                      "rules": [{"rule": "NetworkPolicy a/db ingress[0]", "action": "Allow", "sure": true, "decides": true, "file": "stdin", "line": 26}]}]},
                  "notEvaluated": [{"policy": "projectcalico.org NetworkPolicy a/c", "file": "stdin", "line": 29}],
                  "change": "To decide it, read projectcalico.org NetworkPolicy a/c, whose kind is not evaluated."
                }]}
                """));
  }
}
