package io.esgoperator.cli.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.protocol.Probers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideCommandTest extends OutsideFixture {
  private static final Prober ANSWERING = (target, timeout) -> ProbeResult.answered("220 mx");
  private static final Prober HOLDING = (target, timeout) -> new ProbeResult(Finding.Held, "mute");
  private static final Prober SILENT = (target, timeout) -> new ProbeResult(Finding.NoAnswer, "");

  private static final Prober SPEAKING =
      new Probers(null).forApplication(Application.Smtp, Inspection.off());

  @Test
  void every_path_open_ends_with_0() throws IOException {
    Outcome outcome = ask(ANSWERING, instance(""), "192.0.2.25");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .hasSize(2)
        .anySatisfy(
            line -> assertThat(line).matches("smtp-in +IPv4 +25 +Open +192\\.0\\.2\\.25 +[0-9]+"));
  }

  @Test
  void one_path_that_is_not_open_ends_with_1_and_says_what_to_change() throws IOException {
    Outcome outcome = ask(SILENT, instance(""), "192.0.2.25");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines())
        .last()
        .isEqualTo(
            "smtp-in: 192.0.2.25 did not answer (2 tries)."
                + " Let the firewall pass TCP 25 to the gateway over IPv4.");
  }

  @Test
  void a_connection_that_is_held_may_be_the_gateways_own_or_inspected_on_its_way()
      throws IOException {
    Outcome outcome = ask(HOLDING, instance(""), "192.0.2.25");
    assertThat(outcome.lines())
        .last()
        .asString()
        .endsWith(
            "it is slow or hangs, or something in between holds it. Look at the gateway's own log first."
                + " If the gateway's port expects a PROXY header, the load balancer in front of it has to add it.");
  }

  @Test
  void no_header_is_sent_where_a_load_balancer_adds_it() throws IOException {
    Map<String, String> asked = new ConcurrentHashMap<>();
    Prober watching =
        (target, timeout) -> {
          asked.put(target.host(), String.valueOf(target.proxyProtocol()));
          return new ProbeResult(Finding.ClosedEarly, "cut");
        };
    Outcome outcome = ask(watching, instance("proxyProtocol: {smtp-in: V2}"), "192.0.2.25");
    assertThat(asked).containsExactly(Map.entry("192.0.2.25", "null"));
    assertThat(outcome.lines())
        .last()
        .asString()
        .endsWith(
            " The gateway's port expects the PROXY header V2 by spec.proxyProtocol.smtp-in: look whether the load"
                + " balancer in front of it adds it.");
  }

  @Test
  void both_families_are_asked_each_on_its_own() throws IOException {
    Prober onlyIpv4 =
        (target, timeout) ->
            (target.address() instanceof Inet6Address ? SILENT : ANSWERING).probe(target, timeout);
    Outcome outcome = ask(onlyIpv4, instance(""), "192.0.2.25", "2001:db8::25");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines())
        .anyMatch(line -> line.matches("smtp-in +IPv4 .*Open.*"))
        .anyMatch(line -> line.matches("smtp-in +IPv6 .*Blocked +2001:db8::25 .*"));
  }

  @Test
  void one_address_does_not_vouch_for_another_of_its_family() throws IOException {
    Prober onlyFirst =
        (target, timeout) ->
            (target.host().endsWith(".25") ? ANSWERING : SILENT).probe(target, timeout);
    assertThat(ask(onlyFirst, instance(""), "192.0.2.25", "192.0.2.26").exitCode()).isEqualTo(1);
  }

  @Test
  void a_path_is_asked_at_the_port_that_the_world_sees() throws IOException {
    Map<String, Integer> ports = new ConcurrentHashMap<>();
    Prober watching =
        (target, timeout) -> {
          ports.put(target.host() + " " + target.port(), target.port());
          return ProbeResult.answered("220 mx");
        };
    ask(watching, instance("services: {webInterface: {from: [10.0.0.0/8]}}"), "192.0.2.25");
    assertThat(ports.values()).containsExactlyInAnyOrder(25, 443);
  }

  @Test
  void a_path_without_protocol_is_unknown() throws IOException {
    Outcome outcome =
        ask(
            ANSWERING,
            instance(
                "additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 5222, anywhere: true}]"),
            "192.0.2.25");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines())
        .anyMatch(line -> line.matches("chat +IPv4 +5222 +Unknown +192\\.0\\.2\\.25 +-"))
        .contains("chat: Unknown, no protocol to ask in: set the path's application.");
  }

  @Test
  void a_mail_server_on_this_machine_is_open() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"))) {
      serve(server);
      Outcome outcome = ask(SPEAKING, instance(mail(server.getLocalPort())), "127.0.0.1");
      assertThat(outcome.lines()).anyMatch(line -> line.matches("relay +IPv4 .* Open .*"));
    }
  }

  @Test
  void a_closed_port_on_this_machine_is_refused() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    Outcome outcome = ask(SPEAKING, instance(mail(port)), "127.0.0.1");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines()).anyMatch(line -> line.matches("relay +IPv4 .* Refused .*"));
  }

  @Test
  void the_instance_may_come_from_the_standard_input_as_json() {
    Outcome outcome =
        run(
            new ByteArrayInputStream(
                """
                {"apiVersion": "esg-operator.io/v1alpha1", "kind": "EsgInstance",
                 "metadata": {"name": "gateway"}, "spec": {"podSelector": {"matchLabels": {"app": "esg"}}}}
                """
                    .getBytes(StandardCharsets.UTF_8)),
            ANSWERING,
            "-",
            "192.0.2.25");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void a_status_of_another_version_does_not_matter() throws IOException {
    String file =
        file("KIND: EsgInstance; METADATA; spec: {POD}; status: {ofTheNextVersion: true}");
    assertThat(ask(ANSWERING, file, "192.0.2.25").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KIND: Pod; METADATA                                                                                                                    | 2: Pod is no kind of esg-operator.io/v1alpha1: write EsgInstance.
          KIND: List                                                                                                                              | 2: List is no kind of esg-operator.io/v1alpha1: write EsgInstance.
          ''                                                                                                                                      | holds no EsgInstance: add one, such as config/samples/minimal.yaml.
          KIND: EsgInstance; METADATA                                                                                                             | 1: an EsgInstance has no spec: add it.
          kind: EsgInstance                                                                                                                       | 1: has no apiVersion: write both apiVersion and kind, each a text.
          KIND: EsgInstance; METADATA; spec: {podSelector: {}}                                                                                    | 4: spec.podSelector: an empty selector, or one that only excludes, would select every pod of the namespace: name at least one label, such as matchLabels: {app: esg}.
          KIND: EsgInstance; METADATA; spec: {POD, additionalPaths: [{name: chat, direction: Inbound}]}                                           | 4: spec.additionalPaths[0].port is missing: write it.
          KIND: EsgInstance; METADATA; spec: {POD, additionalPaths: [{name: smtp-in, direction: Inbound, protocol: TCP, port: 26, anywhere: true}]} | 4: spec.additionalPaths[0].name: this name is a path of the catalogue already: choose another name for the additional path.
          KIND: EsgInstance; METADATA; spec: {POD, probe: {timeout: 500ms}}                                                                       | 4: spec.probe.timeout: probe.timeout is a duration: write it like 5s.
          KIND: EsgInstance; METADATA; spec: {POD, additionalPaths: [{name: chat, direction: Inwards, protocol: TCP, port: 1}]}                                                       | 4: spec.additionalPaths[0].direction is not one of Inbound, Outbound: write it so.
          """)
  void what_is_no_instance_ends_with_2_and_says_so(String text, String sentence)
      throws IOException {
    Outcome outcome = ask(ANSWERING, file(text), "192.0.2.25");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaint())
        .startsWith(folder.resolve("gateway.yaml") + ":")
        .endsWith(sentence);
    assertThat(outcome.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: EsgInstance; spec: {", "hello"})
  void what_cannot_be_parsed_ends_with_2_and_one_sentence(String text) throws IOException {
    Outcome outcome = ask(ANSWERING, file(text), "192.0.2.25");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaint()).startsWith(folder.toString()).doesNotContain("\n");
  }

  @Test
  void two_instances_are_one_too_many() throws IOException {
    String one = "KIND: EsgInstance; METADATA; spec: {POD}";
    Outcome outcome =
        ask(
            ANSWERING,
            file(one + "; ---; " + one.replace("METADATA", "metadata: {name: other}")),
            "192.0.2.25");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaint())
        .endsWith(
            "yaml:6: is a second EsgInstance: write a file with one, as kubectl get esg NAME -o yaml does.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.0/24    | "192.0.2.0/24" does not resolve to an address: name the gateway's public address, such as 203.0.113.25 or mx.example.net.
          nowhere.invalid | "nowhere.invalid" does not resolve to an address: name the gateway's public address, such as 203.0.113.25 or mx.example.net.
          0.0.0.0         | "0.0.0.0" is not the address of a host: name the gateway's public address, such as 203.0.113.25 or mx.example.net.
          fe80::1         | "fe80::1" is not the address of a host: name the gateway's public address, such as 203.0.113.25 or mx.example.net.
          ''              | "" is not the address of a host: name the gateway's public address, such as 203.0.113.25 or mx.example.net.
          """)
  void an_address_of_no_host_ends_with_2(String address, String sentence) throws IOException {
    Outcome outcome = ask(ANSWERING, instance(""), address);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaint()).isEqualTo(sentence);
  }

  @Test
  void a_missing_file_ends_with_2() {
    Outcome outcome = ask(ANSWERING, "no-such.yaml", "192.0.2.25");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaint())
        .isEqualTo("no-such.yaml: does not exist: name a file, a folder, or - .");
  }

  @Test
  void without_an_address_it_says_how_it_is_called() throws IOException {
    Outcome outcome = ask(ANSWERING, instance(""));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaint())
        .endsWith(
            "write probe --from-outside FILE ADDRESS..., or name its addresses in spec.publicAddresses.");
  }

  @Test
  void without_an_address_those_of_the_file_are_asked() throws IOException {
    Outcome outcome = ask(ANSWERING, instance("publicAddresses: [192.0.2.25, '2001:db8::25']"));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines()).anyMatch(line -> line.contains("2001:db8::25")).hasSize(3);
  }

  private static String mail(int port) {
    return "additionalPaths: [{name: relay, direction: Inbound, protocol: TCP, port: "
        + port
        + ", anywhere: true, application: Smtp}]";
  }

  private static void serve(ServerSocket server) {
    Thread serving =
        new Thread(
            () -> {
              try (Socket connection = server.accept()) {
                connection
                    .getOutputStream()
                    .write(
                        "220 mx ESMTP\r\n250 mx\r\n221 bye\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                connection.getInputStream().readAllBytes();
              } catch (IOException over) {
                Thread.currentThread().interrupt();
              }
            });
    serving.setDaemon(true);
    serving.start();
  }
}
