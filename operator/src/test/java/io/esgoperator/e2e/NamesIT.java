package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameState;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OwnGateway;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What the public DNS says of the gateway: the lab's zones in bind9, asked from its root, on any
 * engine: Cilium's lab has the time.
 */
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.CILIUM)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class NamesIT extends OwnGateway {
  private static final String NAMESPACE = "names";

  /** The perimeter's, by which the gateway leaves. */
  private static final String LEAVING = "198.18.2.2";

  /** Its PTR names a host that has another address. */
  private static final String ONE_WAY = "198.18.2.66";

  private static final String NAMELESS = "198.18.2.77";

  NamesIT() {
    super(NAMESPACE);
  }

  @Test
  void what_the_world_says_of_a_gateway_in_order_is_told() {
    showCertificate("mx.mail.example", -1, 90, "An Authority");
    greetAs("mx.mail.example");
    asked("good.mail.example", LEAVING, "clean.mail.example");
    EsgInstanceStatus status = lab.probe(instance);
    matrix.add("names: in order", status);
    assertThat(status.condition(ConditionType.NamesInOrder).orElseThrow())
        .satisfies(
            names -> {
              assertThat(names.getStatus()).as(names.getMessage()).isEqualTo("True");
              assertThat(names.getMessage())
                  .contains(
                      "leaving.mail.example is the name of 198.18.2.2 and leads back to it.",
                      "SPF of good.mail.example permits 198.18.2.2.",
                      "MTA-STS of good.mail.example (enforce) names its MX hosts.",
                      "The certificate of port 25 is for mx.mail.example.",
                      "A TLSA record of mx.mail.example (DANE) has the gateway's certificate.",
                      "The gateway calls itself mx.mail.example, which is its name.",
                      "The gateway calls itself gateway.example.net, and its addresses and MX have other names (leaving.mail.example, mx.mail.example)",
                      "The certificate of port 25 is for mx.mail.example and not for gateway.example.net");
            });
    assertThat(condition(status, ConditionType.NotListed)).isEqualTo("True");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(status.names().questions()).isBetween(15, 150);
  }

  @Test
  void what_is_amiss_is_told_record_by_record_and_breaks_no_path() {
    showCertificate("www.mail.example", -1, 90);
    EsgInstanceStatus status =
        asked(
            "leaves-out.mail.example, elsewhere.mail.example, broken.mail.example, sends-only.mail.example, bare.mail.example, nothing.mail.example, pinned.mail.example",
            LEAVING + ", " + ONE_WAY + ", " + NAMELESS,
            "listing.mail.example, public.mail.example, often.mail.example, everything.mail.example, clean.mail.example");
    matrix.add("names: amiss", status);
    assertThat(notOpen(status, row -> row.message())).isEmpty();
    assertThat(states(status.names(), About.PTR))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                LEAVING, NameState.Confirmed,
                ONE_WAY, NameState.Unconfirmed,
                NAMELESS, NameState.NoReverseName));
    assertThat(states(status.names(), About.SPF))
        .containsEntry("leaves-out.mail.example " + LEAVING, NameState.Permitted)
        .containsEntry("leaves-out.mail.example " + NAMELESS, NameState.NotPermitted)
        .containsEntry("elsewhere.mail.example " + LEAVING, NameState.NotPermitted)
        .containsEntry("broken.mail.example " + LEAVING, NameState.SenderPolicyBroken)
        .containsEntry("sends-only.mail.example " + LEAVING, NameState.NoSenderPolicy)
        .containsEntry("pinned.mail.example " + LEAVING, NameState.Permitted);
    assertThat(states(status.names(), About.MX))
        .containsEntry("broken.mail.example", NameState.MailExchangerWithoutAddress)
        .containsEntry("sends-only.mail.example", NameState.TakesNoMail)
        .containsEntry("bare.mail.example", NameState.LeadsSomewhere)
        .containsEntry("nothing.mail.example", NameState.NoMailExchanger);
    assertThat(states(status.names(), About.MTA_STS))
        .containsEntry("leaves-out.mail.example", NameState.TransportPolicyLeavesOut)
        .containsEntry("elsewhere.mail.example", NameState.NoTransportPolicy)
        .containsEntry("broken.mail.example", NameState.TransportPolicyBroken);
    assertThat(states(status.names(), About.TLSA))
        .containsEntry("pinned-mx.mail.example", NameState.Pinned)
        .containsEntry("unpinned.mail.example", NameState.NoPin);
    assertThat(states(status.names(), About.DNSBL))
        .containsEntry("listing.mail.example " + LEAVING, NameState.Listed)
        .containsEntry("listing.mail.example " + NAMELESS, NameState.NotListed)
        .containsEntry("public.mail.example " + LEAVING, NameState.AskedThroughPublicResolver)
        .containsEntry("often.mail.example " + LEAVING, NameState.AskedTooOften)
        .containsEntry("everything.mail.example " + LEAVING, NameState.NoBlockList)
        .containsEntry("clean.mail.example " + LEAVING, NameState.NotListed);
    Condition listed = status.condition(ConditionType.NotListed).orElseThrow();
    assertThat(listed.getReason()).isEqualTo("Listed");
    assertThat(listed.getMessage())
        .contains("listing.mail.example lists 198.18.2.2", "Sent spam to a trap");
    assertThat(status.condition(ConditionType.NamesInOrder).orElseThrow().getMessage())
        .contains(
            "198.18.2.77 has no PTR record.",
            "broken.mail.example",
            "MTA-STS of leaves-out.mail.example does not name all of its MX hosts");
    assertThat(status.atAGlance()).anyMatch(line -> line.startsWith("NotListed: "));
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
  }

  @Test
  void an_spf_record_that_receivers_cannot_use_is_told_with_its_fault() {
    Map<String, String> faults =
        Map.of(
            "endless.mail.example", "more than 10 look-ups",
            "voids.mail.example", "more than 2 look-ups of names without records",
            "misspelled.mail.example", "ipv4",
            "includes-none.mail.example", "no policy for bare.mail.example, which is included",
            "crowded.mail.example", "more than 10 mail exchangers of crowded.mail.example");
    EsgInstanceStatus status =
        asked(String.join(", ", faults.keySet()), LEAVING, "clean.mail.example");
    matrix.add("names: SPF that cannot be used", status);
    assertThat(status.names().about(About.SPF))
        .allMatch(answer -> answer.state() == NameState.SenderPolicyBroken);
    assertThat(status.condition(ConditionType.NamesInOrder).orElseThrow().getMessage())
        .contains("misspelled.mail.example");
    faults.forEach(
        (domain, fault) ->
            assertThat(status.names().about(About.SPF))
                .filteredOn(answer -> answer.subject().equals(domain + " " + LEAVING))
                .singleElement()
                .satisfies(answer -> assertThat(answer.told().toString()).contains(fault)));
  }

  @Test
  void an_mx_leads_to_the_gateways_load_balancer_or_elsewhere() {
    showCertificate("mx.mail.example", -1, 90);
    lab.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: mx, namespace: %s}
        spec:
          type: LoadBalancer
          selector: {app: esg}
          ports: [{name: smtp, port: 25}]
        """
            .formatted(NAMESPACE));
    lab.kubectl(
        "-n",
        NAMESPACE,
        "patch",
        "service",
        "mx",
        "--subresource=status",
        "--type=merge",
        "--patch={\"status\": {\"loadBalancer\": {\"ingress\": [{\"ip\": \"198.18.1.10\"}]}}}");
    try {
      EsgInstanceStatus status =
          asked(
              "good.mail.example, elsewhere.mail.example, leaves-out.mail.example, pinned.mail.example",
              LEAVING,
              "clean.mail.example");
      assertThat(status.condition(ConditionType.NamesInOrder).orElseThrow().getMessage())
          .contains(
              "The certificate of port 25 is for mx.mail.example and signed by itself, and MTA-STS is announced",
              "The certificate of port 25 is for mx.mail.example and not for unpinned.mail.example, and MTA-STS is announced",
              "No TLSA record of pinned-mx.mail.example (DANE) has the gateway's certificate");
      assertThat(states(status.names(), About.MX))
          .containsEntry("good.mail.example", NameState.LeadsHere)
          .containsEntry("elsewhere.mail.example", NameState.LeadsElsewhere);
    } finally {
      lab.kubectl("-n", NAMESPACE, "delete", "service", "mx");
    }
  }

  @Test
  void servers_that_are_silent_leave_it_unknown() {
    EsgInstanceStatus status = asked("silent.example", LEAVING, "bl.silent.example");
    assertThat(states(status.names(), About.MX))
        .containsExactly(Map.entry("silent.example", NameState.Unknown));
    assertThat(condition(status, ConditionType.NamesInOrder)).isEqualTo("Unknown");
    assertThat(condition(status, ConditionType.NotListed)).isEqualTo("Unknown");
  }

  @Test
  void answers_that_a_firewall_gives_in_the_servers_place_are_no_answers() {
    lab.firewall().tamper(List.of("dns-redirect"));
    EsgInstanceStatus status = asked("good.mail.example", LEAVING, "listing.mail.example");
    matrix.add("names: questions redirected", status);
    assertThat(status.names().answers())
        .extracting(NameAnswer::state)
        .containsOnly(NameState.Unknown);
    assertThat(condition(status, ConditionType.NamesInOrder)).isEqualTo("Unknown");
    assertThat(condition(status, ConditionType.NotListed)).isEqualTo("Unknown");
  }

  private EsgInstanceStatus asked(String domains, String expected, String lists) {
    instance =
        lab.apply(
            Sample.carrying(
                NAMESPACE,
                "gateway",
                domains,
                "{expected: [%s], blockLists: [%s]}".formatted(expected, lists)));
    lab.awaitRound(instance, null);
    return lab.await(instance, status -> status.names() != null);
  }

  private static Map<String, NameState> states(GatewayNames names, About about) {
    Map<String, NameState> states = new TreeMap<>();
    names.about(about).forEach(answer -> states.put(answer.subject(), answer.state()));
    return states;
  }
}
