package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.PortForward;
import io.esgoperator.lab.Reach;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The operator's ports, as another pod sees them: what it reaches, and what it can do there. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorPortsIT {
  private static final String NAMESPACE = "ports";
  private static final String OPERATOR = "esg-operator";
  private static final int CANARIES = 8080;
  private static final int HEALTH = 8082;
  private static final int SECURE_METRICS = 8443;

  private Lab lab;

  @BeforeAll
  void start(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void pods_reach_the_port_of_canaries_and_no_other() {
    assertThat(addresses())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            address -> {
              assertThat(connect(address, CANARIES)).as("canaries").isZero();
              assertThat(connect(address, HEALTH)).as("health").isNotZero();
              assertThat(connect(address, SECURE_METRICS)).as("secure metrics").isNotZero();
            });
  }

  /** The kubelet asks for readiness every 2 s, and takes a pod that fails thrice for not ready. */
  @Test
  void a_pod_that_holds_hundreds_of_half_open_requests_costs_no_replica_its_readiness() {
    addresses().forEach(this::flood);
    Awaitility.await("every replica stays ready for 30 s")
        .during(Duration.ofSeconds(30))
        .atMost(Duration.ofSeconds(40))
        .until(() -> lab.operatorPods().stream().allMatch(OperatorPortsIT::isWell));
  }

  @Test
  void secured_metrics_are_for_clients_that_the_api_server_allows() {
    lab.kubectl("-n", NAMESPACE, "create", "serviceaccount", "prometheus");
    lab.kubectl("-n", NAMESPACE, "create", "serviceaccount", "stranger");
    lab.upgrade("--set", "metrics.secure.enabled=true");
    try {
      lab.kubectl(
          "create",
          "clusterrolebinding",
          "ports-prometheus",
          "--clusterrole=esg-operator-metrics-reader",
          "--serviceaccount=" + NAMESPACE + ":prometheus");
      assertThat(addresses())
          .allSatisfy(
              address -> {
                assertThat(connect(address, SECURE_METRICS)).isZero();
                assertThat(connect(address, HEALTH)).isNotZero();
              });
      for (Pod replica : lab.operatorPods()) {
        try (PortForward forward =
            lab.forward(OPERATOR, replica.getMetadata().getName(), SECURE_METRICS)) {
          assertThat(scrape(forward, token("prometheus")))
              .startsWith("HTTP/1.1 200 ")
              .contains("esg_operator_leader");
          assertThat(scrape(forward, token("stranger"))).startsWith("HTTP/1.1 403 ");
          assertThat(scrape(forward, "none")).startsWith("HTTP/1.1 401 ");
        }
        try (PortForward forward =
            lab.forward(OPERATOR, replica.getMetadata().getName(), CANARIES)) {
          assertThat(plain(forward)).startsWith("HTTP/1.1 404 ");
        }
      }
    } finally {
      lab.kubectl("delete", "clusterrolebinding", "ports-prometheus", "--ignore-not-found");
      lab.upgrade("--set", "metrics.secure.enabled=false");
    }
  }

  private String token(String account) {
    return lab.kubectl("-n", NAMESPACE, "create", "token", account).strip();
  }

  private static String plain(PortForward forward) {
    try (Socket socket = new Socket("127.0.0.1", forward.port())) {
      return ask(socket, "");
    } catch (IOException cut) {
      return cut.toString();
    }
  }

  private static String scrape(PortForward forward, String token) {
    try (Socket socket =
        anyCertificate().getSocketFactory().createSocket("127.0.0.1", forward.port())) {
      return ask(socket, "Authorization: Bearer " + token + "\r\n");
    } catch (Exception cut) {
      return cut.toString();
    }
  }

  private static String ask(Socket socket, String header) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + header + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static SSLContext anyCertificate() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    X509TrustManager trusting =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    context.init(null, new TrustManager[] {trusting}, new SecureRandom());
    return context;
  }

  private void flood(String address) {
    Thread attack =
        new Thread(
            () ->
                lab.inGateway(
                    NAMESPACE,
                    "",
                    "timeout",
                    "45",
                    "bash",
                    "-c",
                    "for i in $(seq 200); do exec {to}<>/dev/tcp/%s/%d; printf G >&$to; done; sleep 45"
                        .formatted(address, CANARIES)));
    attack.setDaemon(true);
    attack.start();
  }

  private static boolean isWell(Pod replica) {
    return replica.getStatus().getContainerStatuses().stream()
        .allMatch(container -> ready(container) && container.getRestartCount() == 0);
  }

  private static boolean ready(ContainerStatus container) {
    return Boolean.TRUE.equals(container.getReady());
  }

  private List<String> addresses() {
    return lab.operatorPods().stream()
        .flatMap(pod -> pod.getStatus().getPodIPs().stream())
        .map(PodIP::getIp)
        .toList();
  }

  private int connect(String address, int port) {
    return Reach.from(lab, NAMESPACE, "deployment/gateway", address, port).exitCode();
  }
}
