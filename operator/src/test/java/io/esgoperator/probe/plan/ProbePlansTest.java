package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.model.Application;
import io.esgoperator.probe.ProbePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePlansTest {
  private static final Map<String, List<String>> DNS =
      Map.of(
          "dcc1.example.net", List.of("198.51.100.62", "2001:db8:51::62"),
          "dc1.example.net", List.of("10.0.0.38"));
  static final ProbePlans.Pods GATEWAY =
      new ProbePlans.Pods(
          path -> List.of(new ProbePlan.Peer("gateway-0", "10.42.0.4", 2525)),
          path -> Optional.empty(),
          (peer, path) -> List.of(new ProbePlan.Peer("selected-0", "10.42.0.9", path.port())),
          peer -> Optional.empty(),
          List.of(new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080)),
          (entrance, declared) ->
              List.of(new ProbePlan.Peer("gateway", "10.43.0.7", declared.path().port())),
          new TargetRule(
              new ClosedNetworks(
                  List.of(
                      ClosedNetworks.network(ClosedNetworks.Kind.Pods, "10.42.0.0/16"),
                      ClosedNetworks.network(ClosedNetworks.Kind.Node, "10.0.0.1/32")),
                  List.of()),
              List::of,
              address -> false),
          true);

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "'probe: {targets: {dns-udp: [a.example], dns-tcp: [a.example], smtp-out: [a.example], http: [a.example], https: [a.example], razor2: [a.example], pyzor: [a.example]}}', false",
    "'probe: {targets: {dns-udp: [a.example], dns-tcp: [a.example], smtp-out: [a.example], http: [a.example], https: [a.example], razor2: [a.example]}}', true",
    "'probe: {targets: {dns-udp: [a.example, k.root-servers.net], dns-tcp: [a.example], smtp-out: [a.example], http: [a.example], https: [a.example], razor2: [a.example], pyzor: [a.example]}}', true"
  })
  void a_round_asks_public_servers_unless_each_path_to_anywhere_has_others(
      String spec, boolean asks) {
    assertThat(ProbePlans.asksPublicServers(Instances.withSpec(spec).getSpec())).isEqualTo(asks);
  }

  @Test
  void a_path_is_asked_at_every_address_of_its_hosts() {
    assertThat(peers(plans("dcc: {hosts: [dcc1.example.net]}"), "dcc"))
        .containsExactly(
            new ProbePlan.Peer("dcc1.example.net", "198.51.100.62", 6277),
            new ProbePlan.Peer("dcc1.example.net", "2001:db8:51::62", 6277));
  }

  @ParameterizedTest
  @CsvSource({"25, Smtp", "465, Smtps", "587, Smtp"})
  void a_relay_is_asked_at_its_port_and_no_public_mail_server_is(
      int port, Application application) {
    ProbePlans plans =
        plans("relay: {servers: [{host: dcc1.example.net}], port: %d}".formatted(port));
    assertThat(plans.outbound().paths())
        .filteredOn(path -> path.name().equals("smtp-out"))
        .singleElement()
        .matches(path -> path.application() == application)
        .extracting(ProbePlan.PlannedPath::peers)
        .isEqualTo(
            List.of(
                new ProbePlan.Peer("dcc1.example.net", "198.51.100.62", port),
                new ProbePlan.Peer("dcc1.example.net", "2001:db8:51::62", port)));
  }

  @Test
  void another_mail_server_proves_nothing_of_the_way_to_a_relay() {
    ProbePlans plans =
        plans(
            "relay: {servers: [{host: dcc1.example.net}]}\nprobe: {targets: {smtp-out: [203.0.113.25]}}");
    assertThat(plans.gaps())
        .filteredOn(gap -> gap.path().equals("smtp-out"))
        .singleElement()
        .matches(gap -> gap.reason() == Reason.TargetNotDeclared)
        .extracting(ProbePlans.Gap::message)
        .asString()
        .contains("opens no path to 203.0.113.25", "spec.probe.targets.smtp-out");
  }

  @Test
  void a_family_that_is_left_out_is_not_asked() {
    assertThat(peers(plans("families: [IPv4]\ndcc: {hosts: [dcc1.example.net]}"), "dcc"))
        .extracting(ProbePlan.Peer::address)
        .containsExactly("198.51.100.62");
    assertThat(plans("families: [IPv6]").inbound().paths().get(0).peers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dcc: {hosts: [dcc1.example.net]}\nprobe: {targets: {dcc: [192.0.2.77]}}",
        "services: {ldap: {servers: [{cidr: 198.51.100.0/24, except: [198.51.100.128/25]}]}}\n"
            + "probe: {targets: {ldap: [198.51.100.200]}}",
        "policy: {except: [192.0.2.0/24]}\nprobe: {targets: {http: [192.0.2.77]}}",
        "policy: {except: [10.0.0.0/8]}\nservices: {ldap: {servers: [{host: dc1.example.net}]}}"
      })
  void a_target_that_the_own_policy_shuts_out_blames_no_other_cause(String spec) {
    assertThat(plans(spec).gaps())
        .filteredOn(gap -> gap.reason() == Reason.TargetNotDeclared)
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap.message())
                    .startsWith("This resource itself opens no path to ")
                    .contains("spec.probe.targets." + gap.path()));
  }

  @Test
  void of_several_targets_only_those_within_the_policy_are_asked() {
    ProbePlans plans =
        plans(
            "dcc: {hosts: [dcc1.example.net]}\nprobe: {targets: {dcc: [192.0.2.77, 198.51.100.62]}}");
    assertThat(peers(plans, "dcc")).extracting("address").containsExactly("198.51.100.62");
  }

  @Test
  void without_a_policy_every_target_may_be_asked() {
    ProbePlans plans = plans("policy: {enforcement: Audit}\nprobe: {targets: {dcc: [192.0.2.77]}}");
    assertThat(peers(plans, "dcc")).extracting("address").containsExactly("192.0.2.77");
  }

  @Test
  void a_selected_pod_is_asked_as_the_policy_selects_it() {
    ProbePlans plans =
        plans("services: {ldap: {servers: [{podSelector: {matchLabels: {app: ldap}}}]}}");
    assertThat(peers(plans, "ldap")).extracting("host").containsExactly("selected-0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          services: {ldap: {servers: [{host: nowhere.example.net}]}}                                            | TargetUnresolved
          services: {ldap: {servers: [{cidr: 192.0.2.0/24}]}}                                                   | NoTarget
          additionalPaths: [{name: api, direction: Inbound, protocol: TCP, port: 9443, application: Https, peers: [{podSelector: {matchLabels: {app: console}}}]}] | SourceRestricted
          additionalPaths: [{name: syslog, direction: Outbound, protocol: UDP, port: 514, anywhere: true}]      | Unverifiable
          """)
  void a_path_without_a_judgement_says_why(String spec, Reason reason) {
    assertThat(plans(spec).gaps()).extracting(ProbePlans.Gap::reason).contains(reason);
  }

  /** Why pods are not searched, and what is to be done. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OtherNamespace   | Pods of other namespaces are not searched for targets: name a host or an address in spec.probe.targets.ldap, or ask the administrator to set tenants.otherNamespaces in the chart's values.
          TooManySelectors | This resource has more selectors of pods than one round searches: name a host or an address in spec.probe.targets.ldap.
          """)
  void a_path_to_pods_that_are_not_searched_says_why(Reason reason, String message) {
    ProbePlans.Pods hidden =
        new ProbePlans.Pods(
            GATEWAY.gateway(),
            GATEWAY.shut(),
            (peer, path) -> List.of(),
            peer -> Optional.of(reason),
            GATEWAY.operator(),
            GATEWAY.entrances(),
            GATEWAY.targets(),
            true);
    String pods =
        "{namespaceSelector: {matchLabels: {team: ldap}}, podSelector: {matchLabels: {app: ldap}}}";
    assertThat(plans("services: {ldap: {servers: [" + pods + "]}}", hidden).gaps())
        .contains(new ProbePlans.Gap("ldap", reason, message));
    assertThat(
            plans("services: {ldap: {servers: [{cidr: 192.0.2.0/24}]}}", hidden).gaps().stream()
                .filter(gap -> gap.path().equals("ldap")))
        .extracting(ProbePlans.Gap::reason)
        .containsExactly(Reason.NoTarget);
    assertThat(
            plans(
                    "services: {ldap: {servers: [%s]}}\nprobe: {targets: {ldap: [192.0.2.7]}}"
                        .formatted(pods),
                    hidden)
                .gaps())
        .extracting(ProbePlans.Gap::path)
        .doesNotContain("ldap");
  }

  @Test
  void the_canary_is_asked_with_and_without_the_gateways_labels() {
    ProbePlans plans = plans("");
    assertThat(peers(plans, ProbePlans.CANARY))
        .containsExactly(new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080));
    assertThat(canary(plans.outbound()).closed()).isTrue();
    assertThat(canary(plans.inbound()).closed()).isFalse();
  }

  @Test
  void a_canary_that_is_not_wanted_is_not_sent() {
    assertThat(plans("probe: {canary: false}").outbound().paths())
        .extracting(ProbePlan.PlannedPath::name)
        .doesNotContain(ProbePlans.CANARY);
  }

  private static ProbePlan.PlannedPath canary(ProbePlan plan) {
    return plan.paths().stream()
        .filter(path -> path.name().equals(ProbePlans.CANARY))
        .findFirst()
        .orElseThrow();
  }

  private static List<ProbePlan.Peer> peers(ProbePlans plans, String path) {
    return plans.outbound().paths().stream()
        .filter(planned -> planned.name().equals(path))
        .findFirst()
        .orElseThrow()
        .peers();
  }

  static ProbePlans plans(String spec) {
    return plans(spec, GATEWAY);
  }

  static ProbePlans plans(String spec, ProbePlans.Pods pods) {
    EsgInstanceSpec declared = Instances.withSpec(spec).getSpec();
    return ProbePlans.of(
        declared, Duration.ofSeconds(5), host -> DNS.getOrDefault(host, List.of()), pods);
  }
}
