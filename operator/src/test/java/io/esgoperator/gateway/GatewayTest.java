package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Catalogue;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

public class GatewayTest {
  private static final Pod OLD = pod("[{name: smtp, containerPort: 25}]");
  private static final Pod NEW = pod("[{name: smtp, containerPort: 2525}]");

  @Test
  void without_a_service_a_path_is_taken_at_its_own_port() {
    assertThat(ports(new Gateway(List.of(NEW), List.of(), List.of()))).containsExactly(25);
  }

  @Test
  void a_service_without_target_port_leads_to_its_own() {
    assertThat(ports(gateway("ports: [{port: 25}]"))).containsExactly(25);
  }

  @Test
  void a_service_leads_to_its_target_port() {
    assertThat(ports(gateway("ports: [{port: 25, targetPort: 2525}]"))).containsExactly(2525);
  }

  @Test
  void a_service_of_another_port_or_protocol_does_not_matter() {
    assertThat(
            ports(
                gateway(
                    "ports: [{port: 587, targetPort: 1587}, {port: 25, targetPort: 1, protocol: UDP}]")))
        .containsExactly(25);
  }

  @Test
  void several_services_lead_to_several_ports() {
    assertThat(
            ports(
                gateway(
                    "ports: [{port: 25, targetPort: 2525}, {port: 25, targetPort: 26, protocol: TCP}]")))
        .containsExactly(26, 2525);
  }

  @Test
  void a_named_port_is_the_number_that_the_pods_give_it() {
    assertThat(ports(gateway("ports: [{port: 25, targetPort: smtp}]", OLD, NEW)))
        .containsExactly(25, 2525);
  }

  @Test
  void a_named_port_of_no_pod_stays_a_name() {
    assertThat(gateway("ports: [{port: 25, targetPort: smtp}]").portsOf(Catalogue.SMTP_IN))
        .containsExactly(new IntOrString("smtp"));
  }

  @Test
  void each_pod_is_asked_at_its_own_number() {
    Gateway gateway = gateway("ports: [{port: 25, targetPort: smtp}]", OLD, NEW);
    assertThat(gateway.portsOf(Catalogue.SMTP_IN, NEW)).containsExactly(2525);
    assertThat(gateway.portsOf(Catalogue.SMTP_IN, OLD)).containsExactly(25);
  }

  @Test
  void a_native_sidecar_names_ports_and_an_init_container_that_ends_never_does() {
    Pod pod =
        Serialization.unmarshal(
            """
            spec:
              initContainers:
              - {name: migration, ports: [{name: smtp, containerPort: 26}]}
              - {name: mta, restartPolicy: Always, ports: [{name: smtp, containerPort: 2525}]}
              containers: [{name: gateway}]
            """,
            Pod.class);
    Gateway gateway = gateway("ports: [{port: 25, targetPort: smtp}]", pod);
    assertThat(ports(gateway)).containsExactly(2525);
    assertThat(gateway.portsOf(Catalogue.SMTP_IN, pod)).containsExactly(2525);
    assertThat(TakenPort.of(new Gateway(List.of(pod), List.of(), List.of())))
        .containsExactly(new TakenPort("TCP", 2525, List.of("smtp")));
  }

  /** The node translates before a policy of the pod sees the connection. */
  @Test
  void a_port_of_the_node_leads_to_the_containers_own() {
    Pod pod =
        pod(
            "[{containerPort: 2525, hostPort: 25}, {containerPort: 26, hostPort: 25, protocol: UDP}, {containerPort: 27, hostPort: 587}]");
    Gateway gateway = new Gateway(List.of(pod), List.of(), List.of());
    assertThat(ports(gateway)).containsExactly(2525);
    assertThat(gateway.portsOf(Catalogue.SMTP_IN, pod)).containsExactly(2525);
  }

  @Test
  void a_service_and_a_port_of_the_node_lead_to_both() {
    Pod pod = pod("[{containerPort: 2525, hostPort: 25}]");
    assertThat(ports(gateway("ports: [{port: 25, targetPort: 26}]", pod)))
        .containsExactly(26, 2525);
  }

  @Test
  void a_ready_pod_stands_for_the_gateway_first() {
    assertThat(new Gateway(List.of(NEW), List.of(OLD), List.of()).pods()).containsExactly(NEW, OLD);
    assertThat(new Gateway(List.of(NEW), List.of(OLD), List.of()).readyPods()).containsExactly(NEW);
  }

  private static List<Integer> ports(Gateway gateway) {
    return gateway.portsOf(Catalogue.SMTP_IN).stream().map(IntOrString::getIntVal).toList();
  }

  private static Gateway gateway(String spec, Pod... pods) {
    return new Gateway(List.of(pods), List.of(), List.of(service(spec)));
  }

  public static Service service(String spec) {
    return Serialization.unmarshal("spec: {selector: {app: esg}, " + spec + "}", Service.class);
  }

  private static Pod pod(String ports) {
    return Serialization.unmarshal(
        "spec: {containers: [{name: gateway, ports: " + ports + "}]}", Pod.class);
  }
}
