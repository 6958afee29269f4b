package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Services before a gateway do to connections before a policy sees them. */
class CheckedEntrancesTest {
  private static final String RANGES =
      "type: LoadBalancer, externalTrafficPolicy: Local, loadBalancerSourceRanges: [%s]";

  @Test
  void a_load_balancer_for_some_networks_does_not_open_a_path_to_anywhere() {
    Run run = CheckedGateway.withMore("", service("esg", RANGES.formatted("198.51.0.0/16"), 25));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            "smtp-in +Inbound .* Unclear .*; Service mail/esg takes connections from 198.51.0.0/16 alone")
        .containsPattern("smtp-out +Outbound .* Allowed");
  }

  @Test
  void the_annotation_of_clouds_counts_where_the_field_is_empty() {
    Run run =
        CheckedGateway.withMore(
            "",
            service("esg", "type: LoadBalancer", 25)
                .replace(
                    "namespace: mail}",
                    "namespace: mail, annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: '198.51.0.0/16, 10.0.0.0/8'}}"));
    assertThat(run.out()).contains("Service mail/esg takes connections from 198.51.0.0/16, 10.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0, '::/0'", "0.0.0.0/1, 128.0.0.0/1, '::/0'"})
  void one_for_every_network_does(String ranges) {
    assertThat(CheckedGateway.withMore("", service("esg", RANGES.formatted(ranges), 25)).exitCode())
        .isZero();
  }

  @Test
  void another_service_without_limits_opens_it() {
    assertThat(
            CheckedGateway.withMore(
                    "",
                    service("esg", RANGES.formatted("198.51.0.0/16"), 25),
                    service("open", "type: LoadBalancer", 25))
                .exitCode())
        .isZero();
  }

  @Test
  void a_service_that_hides_the_client_makes_a_path_for_some_networks_unclear() {
    String web = ", services: {webInterface: {from: [203.0.113.0/24]}}";
    assertThat(CheckedGateway.withMore(web, service("esg", "type: LoadBalancer", 443)).out())
        .containsPattern(
            "web-interface .* Unclear .*; Service mail/esg may put a node's address in the place of the client's");
    assertThat(
            CheckedGateway.withMore(
                    web, service("esg", "type: LoadBalancer, externalTrafficPolicy: Local", 443))
                .exitCode())
        .isZero();
    assertThat(CheckedGateway.withMore(web, service("esg", "type: ClusterIP", 443)).exitCode())
        .isZero();
  }

  @Test
  void the_selector_of_an_external_name_leads_to_no_pod() {
    Run run =
        CheckedGateway.withMore(
            "",
            service("esg", "type: ExternalName, externalName: mx.example.net", 25)
                .replace("port: 25", "port: 25, targetPort: 2525"));
    assertThat(run.out()).containsPattern("smtp-in +Inbound +TCP 25 ");
  }

  private static String service(String name, String type, int port) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: mail}
        spec: {%s, selector: {app: esg}, ports: [{port: %d}]}
        """
        .formatted(name, type, port);
  }
}
