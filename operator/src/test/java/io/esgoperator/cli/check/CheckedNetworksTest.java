package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of the internet that a policy closes, in whatever kind and place it stands. */
class CheckedNetworksTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: mail}, spec: {endpointSelector: {}, egressDeny: [{toCIDR: [8.0.0.0/8]}]}}                      | smtp-out +Outbound +TCP 25 +IPv4 +8.0.0.0/8 +Denied +cilium.io CiliumNetworkPolicy mail/a .*
          {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: mail}, spec: {endpointSelector: {}, ingressDeny: [{fromCIDRSet: [{cidr: '2600::/16', except: ['2600:1::/32']}]}]}} | smtp-in +Inbound +TCP 25 +IPv6 .* Denied +cilium.io CiliumNetworkPolicy mail/a .*
          {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: mail}, specs: [{endpointSelector: {}, egressDeny: [{toCIDR: [8.0.0.0/8]}]}]}                   | smtp-out +Outbound +TCP 25 +IPv4 +8.0.0.0/8 +Denied +cilium.io CiliumNetworkPolicy mail/a .*
          {apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: a}, spec: {endpointSelector: {}, egressDeny: [{toCIDR: [8.0.0.0/8]}]}}                            | smtp-out +Outbound +TCP 25 +IPv4 +8.0.0.0/8 +Denied +cilium.io CiliumClusterwideNetworkPolicy a .*
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [8.0.0.0/8]}]}]}} | smtp-out +Outbound +TCP 25 +IPv4 +8.0.0.0/8 +Denied +AdminNetworkPolicy a .*
          """)
  void is_a_row_of_its_own(String policy, String row) {
    Run run = CheckedGateway.beside(policy + "\n");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).anyMatch(line -> line.matches(row));
  }

  @Test
  void a_port_that_a_policy_writes_as_a_text_is_a_line_of_diff() throws IOException {
    String open = CheckedGateway.YAML.replace("}}}", "}}, policy: {enforcement: Audit}}");
    Path before = Files.writeString(folder.resolve("before.yaml"), open);
    Path after =
        Files.writeString(
            folder.resolve("after.yaml"),
            open
                + """
                ---
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: a, namespace: mail}
                spec:
                  endpointSelector: {}
                  enableDefaultDeny: {egress: false}
                  egressDeny: [{toEntities: [world], toPorts: [{ports: [{port: "8443", protocol: TCP}]}]}]
                """);
    assertThat(Run.of("diff", before.toString(), after.toString()).out())
        .contains("closes  Outbound  TCP 8443");
  }
}
