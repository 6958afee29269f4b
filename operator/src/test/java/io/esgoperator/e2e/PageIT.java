package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.PlainHttp;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.PortForward;
import io.esgoperator.lab.Reach;
import io.esgoperator.lab.Shell;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The page of both replicas, by {@code kubectl port-forward} and in no other way. No policy binds
 * the gateway's pod here, which asks at the pods' addresses.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
  private static final String NAMESPACE = "page";
  private static final String OPERATOR = "esg-operator";
  private static final int CANARIES = 8080;
  private static final int PAGE = 8081;

  private Lab lab;
  private List<Pod> replicas = List.of();
  private List<PortForward> forwards = List.of();

  @BeforeAll
  void show(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.apply(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: shown, namespace: page}
        spec:
          podSelector: {matchLabels: {app: nobody}}
          probe: {interval: 1h, timeout: 2s, canary: false}
        """);
    lab.upgrade("--set", "page.enabled=true,replicas=2");
    replicas =
        Awaitility.await("two replicas")
            .atMost(Duration.ofMinutes(3))
            .until(lab::operatorPods, pods -> pods.size() == 2);
    forwards =
        replicas.stream()
            .map(pod -> lab.forward(OPERATOR, pod.getMetadata().getName(), PAGE))
            .toList();
  }

  @AfterAll
  void hide() {
    forwards.forEach(PortForward::close);
    lab.rest(NAMESPACE);
    lab.upgrade("--set", "page.enabled=false,replicas=1");
  }

  @Test
  void each_replica_shows_every_instance() {
    assertThat(forwards)
        .hasSize(2)
        .extracting(forward -> ask(forward, "localhost"))
        .allSatisfy(
            page ->
                assertThat(page)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("<a href=\"/instances/page/shown\">shown</a>"));
  }

  /** After the upgrade no replica may hold the Lease for some seconds. */
  @Test
  void each_replica_shows_its_name_and_one_that_it_leads() {
    Awaitility.await("one leads, and one stands by")
        .atMost(Duration.ofMinutes(3))
        .until(() -> telling(", which leads") == 1 && telling(", which stands by") == 1);
  }

  @Test
  void a_site_of_another_name_is_told_nothing() {
    assertThat(forwards)
        .extracting(forward -> ask(forward, "evil.example.net"))
        .allSatisfy(
            page -> assertThat(page).startsWith("HTTP/1.1 403 ").doesNotContain("/instances/"));
  }

  @Test
  void at_the_pods_own_addresses_nothing_listens_for_the_page() {
    assertThat(replicas)
        .flatExtracting(pod -> pod.getStatus().getPodIPs())
        .extracting(PodIP::getIp)
        .hasSize(4)
        .allSatisfy(
            address -> {
              assertThat(connect(address, CANARIES).exitCode()).as("canaries").isZero();
              assertThat(connect(address, PAGE).output()).containsIgnoringCase("refused");
            });
  }

  private long telling(String words) {
    return forwards.stream()
        .filter(forward -> ask(forward, "localhost").contains(forward.pod() + words))
        .count();
  }

  private static String ask(PortForward forward, String host) {
    try {
      return PlainHttp.ask(forward.port(), "GET", "/", host);
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  private Shell.Outcome connect(String address, int port) {
    return Reach.from(lab, NAMESPACE, "deployment/gateway", address, port);
  }
}
