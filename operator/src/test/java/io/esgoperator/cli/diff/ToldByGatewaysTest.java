package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway's own lines tell, and what stands among the workloads beside them. */
class ToldByGatewaysTest extends ClusterDiffFixture {
  private static String gateway() throws IOException {
    return Files.readString(Path.of("../docs/check/gateway.yaml"));
  }

  /** A gateway of one pod with a named port, at an address. */
  private static String pod() {
    return """
        ---
        {apiVersion: esg-operator.io/v1alpha1, kind: EsgInstance, metadata: {name: gateway, namespace: mail}, spec: {podSelector: {matchLabels: {app: esg}}}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: esg, namespace: mail, labels: {app: esg}}, spec: {containers: [{name: c, image: i, ports: [{name: metrics, containerPort: 9100}]}]}, status: {podIPs: [{ip: 192.0.2.9}]}}
        """;
  }

  private static List<String> words(Run run) {
    return run.lines().stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  @Test
  void a_gateways_own_lines_come_first_and_are_not_said_again() throws IOException {
    String gateway = gateway();
    String policy =
        ingress("mail", "more", "{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 9100}]}");
    Run run = diff(gateway, gateway + policy);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(words(run))
        .containsExactly(
            "EsgInstance mail/gateway",
            "opens Inbound TCP 9100 192.0.2.0/24 NetworkPolicy mail/more ingress[0]");
    String db = deployment("db", "postgres");
    Run other = diff(gateway + db, gateway + db + policy + ingress("db", "closed", ""));
    assertThat(other.lines())
        .startsWith("EsgInstance mail/gateway")
        .contains("Workloads")
        .anyMatch(line -> line.matches("  closes .* to db/postgres"))
        .noneMatch(line -> line.matches("  opens TCP 9100 .*"));
  }

  @Test
  void a_port_with_a_name_opens_at_its_number() throws IOException {
    String policy =
        ingress(
            "mail", "more", "{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: metrics}]}");
    assertThat(words(diff(pod(), pod() + policy, "--engine", "other")))
        .contains("opens Inbound TCP 9100 192.0.2.0/24 NetworkPolicy mail/more ingress[0]");
  }

  @Test
  void the_engine_is_asked_for_where_a_line_of_a_gateway_alone_is_unclear() throws IOException {
    String before = pod() + pod("one", "{app: one}", "") + "status: {podIPs: [{ip: 10.0.0.1}]}\n";
    String policy =
        ingress("mail", "more", "{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 9100}]}");
    assertThat(words(diff(before, before + policy)))
        .anyMatch(line -> line.startsWith("denied to unclear Inbound TCP 9100 Pod a/one"))
        .doesNotContain("Workloads")
        .endsWith(
            "Engines differ on some of this: name yours with --engine cilium or --engine other.");
  }

  /** Of a pod, a gateway's lines tell IPv4 alone; of addresses outside, both families. */
  @Test
  void what_changes_for_a_pod_over_ipv6_alone_stands_among_the_workloads() throws IOException {
    String before =
        gateway()
            + pod("one", "{app: one}", "")
            + "status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}\n";
    String policy =
        ingress("mail", "more", "{from: [{ipBlock: {cidr: 'fd00::/16'}}], ports: [{port: 9100}]}");
    assertThat(words(diff(before, before + policy, "--engine", "other")))
        .containsExactly(
            "EsgInstance mail/gateway",
            "opens Inbound TCP 9100 fd00::/16 NetworkPolicy mail/more ingress[0]",
            "Workloads",
            "opens TCP 9100 from a/one to mail/esg over IPv6");
  }
}
