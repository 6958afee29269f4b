package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabAddresses;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OnCilium;
import io.esgoperator.lab.Reach;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Cilium's DNS proxy does for the gateway, and what passes it by. */
@ExtendWith(LabExtension.class)
@OnCilium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CiliumNamesIT {
  private static final String NAMESPACE = "names";
  private static final String NAME = "moving.example.net";
  private static final String FIRST = LabAddresses.of("ldap1.example.net").get(0);
  private static final String SECOND = LabAddresses.of("ldap2.example.org").get(0);
  private static final String INNER_NAME = "inner.example.net";
  private static final String INNER = LabAddresses.of("keys1.example.net").get(0);

  private static final int LDAP = 389;
  private static final int HKP = 11_371;

  private Lab lab;
  private String corefile;

  @BeforeAll
  void declare(Lab lab) {
    this.lab = lab;
    corefile = configuration().getData().get("Corefile");
    lead(FIRST);
    lab.startGateway(NAMESPACE);
    lab.apply(
        Sample.with(
            "{ldap: {servers: [{host: %s}]}, openpgp: {keyservers: [{host: %s}]}}"
                .formatted(NAME, INNER_NAME),
            NAMESPACE,
            "gateway"));
    Awaitility.await("the name's address is known")
        .atMost(Duration.ofMinutes(1))
        .until(() -> policy().contains(FIRST));
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
    write(corefile);
  }

  /** The operator asks again when the answer's time is over, which is an hour. */
  @Test
  void a_name_that_moves_is_open_at_its_new_address_as_soon_as_the_gateway_has_asked() {
    assertThat(asked(NAME)).contains(FIRST);
    assertThat(reaches(FIRST, LDAP)).isTrue();
    assertThat(reaches(SECOND, LDAP)).isFalse();
    lead(SECOND);
    Awaitility.await("the gateway's own question")
        .atMost(Duration.ofSeconds(30))
        .until(() -> asked(NAME).contains(SECOND));
    assertThat(reaches(SECOND, LDAP)).isTrue();
    assertThat(policy()).doesNotContain(SECOND);
  }

  /** Cilium opens whatever a name's owner answers. */
  @Test
  void an_exception_closes_what_a_name_leads_to() {
    assertThat(asked(INNER_NAME)).contains(INNER);
    assertThat(reaches(INNER, HKP)).isTrue();
    lab.kubectl(
        "-n",
        NAMESPACE,
        "patch",
        "esg",
        "gateway",
        "--type=merge",
        "--patch={\"spec\":{\"policy\":{\"except\":[\"%s/32\"]}}}".formatted(INNER));
    Awaitility.await("the exception is in the data path")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !reaches(INNER, HKP));
    assertThat(asked(INNER_NAME)).contains(INNER);
    assertThat(reaches(INNER, HKP)).isFalse();
  }

  /** The vendor forbids inspection of DNS. */
  @Test
  void the_dns_proxy_stands_before_the_clusters_resolvers_and_not_in_the_recursion() {
    String resolver =
        lab.client()
            .services()
            .inNamespace("kube-system")
            .withName("kube-dns")
            .get()
            .getSpec()
            .getClusterIP();
    Awaitility.await("the policy is in the data path")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(proxied("cidr:" + resolver + "/32")).containsOnly(true);
              assertThat(proxied("reserved:world-ipv4")).containsOnly(false);
              assertThat(proxied("reserved:world-ipv6")).containsOnly(false);
            });
  }

  /** Whether the data path leads questions to a peer through the proxy, over UDP and TCP. */
  private List<Boolean> proxied(String peer) {
    String endpoint =
        lab.kubectl(
                "-n",
                NAMESPACE,
                "get",
                "ciliumendpoints",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name} {.status.id}{\"\\n\"}{end}")
            .lines()
            .filter(line -> line.startsWith("gateway-"))
            .map(line -> line.split(" ")[1])
            .findFirst()
            .orElseThrow();
    List<Boolean> rows =
        lab.onNode("cilium-dbg", "bpf", "policy", "get", endpoint)
            .lines()
            .map(line -> line.split(" {2,}"))
            .filter(cells -> cells.length > 4 && cells[1].equals("Egress") && cells[2].equals(peer))
            .filter(cells -> cells[3].startsWith("53/"))
            .map(cells -> !cells[4].equals("NONE"))
            .toList();
    assertThat(rows).as(peer).hasSize(2);
    return rows;
  }

  private String policy() {
    return String.valueOf(lab.ownPolicy(NAMESPACE, "gateway"));
  }

  private String asked(String name) {
    return lab.inGateway(NAMESPACE, "", "getent", "ahostsv4", name).output();
  }

  private boolean reaches(String address, int port) {
    return Reach.from(lab, NAMESPACE, "deployment/gateway", address, port).exitCode() == 0;
  }

  /** Gives the name this address alone. */
  private void lead(String address) {
    write(
        corefile.replaceFirst(
            "ready\n",
            "ready\n    hosts {\n        %s %s\n        %s %s\n        fallthrough\n    }\n"
                .formatted(address, NAME, INNER, INNER_NAME)));
  }

  private void write(String text) {
    ConfigMap map = configuration();
    map.getData().put("Corefile", text);
    lab.client().resource(map).update();
    lab.kubectl("-n", "kube-system", "rollout", "restart", "deployment/coredns");
    lab.kubectl("-n", "kube-system", "rollout", "status", "deployment/coredns", "--timeout=2m");
  }

  private ConfigMap configuration() {
    return lab.client().configMaps().inNamespace("kube-system").withName("coredns").get();
  }
}
