package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.model.Application;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a spec leads outgoing mail. */
class DeclaredPathsTest {
  @Test
  void without_a_relay_mail_goes_to_any_server() {
    assertThat(mail("")).isEqualTo(DeclaredPath.anywhere(Catalogue.SMTP_OUT));
    assertThat(mail("").leadsToRelay()).isFalse();
    assertThat(mail("").hasEnds()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 25, Smtp",
    "', port: 25', 25, Smtp",
    "', port: 587', 587, Smtp",
    "', port: 465', 465, Smtps"
  })
  void a_relay_is_asked_at_its_port_in_the_protocol_of_that_port(
      String given, int port, Application application) {
    Path path = mail("relay: {servers: [{host: relay.example.net}]%s}".formatted(given)).path();
    assertThat(path.port()).isEqualTo(port);
    assertThat(path.application()).isEqualTo(application);
  }

  @Test
  void the_path_to_a_relay_is_the_catalogues_for_outgoing_mail() {
    Path path = mail("relay: {servers: [{host: relay.example.net}], port: 465}").path();
    assertThat(path)
        .usingRecursiveComparison()
        .ignoringFields("port", "application", "consequence")
        .isEqualTo(Catalogue.SMTP_OUT);
    assertThat(path.consequence()).contains("its relay");
  }

  @Test
  void a_relay_is_hosts_networks_or_pods_and_nothing_else() {
    DeclaredPath mail =
        mail(
            "relay: {servers: [{host: relay.example.net}, {cidr: 198.51.100.0/28}, {podSelector: {matchLabels: {app: relay}}}]}");
    assertThat(mail.leadsToRelay()).isTrue();
    assertThat(mail.hasEnds()).isTrue();
    assertThat(mail.hosts()).containsExactly("relay.example.net");
    assertThat(mail.peers()).extracting(Peer::cidr).contains("198.51.100.0/28");
    assertThat(mail.peers().get(2).selectsPods()).isTrue();
    assertThat(mail.namedEnds()).isEmpty();
  }

  /** The schema refuses it; an older one might serve it. */
  @Test
  void a_relay_without_servers_leads_nowhere() {
    assertThat(mail("relay: {port: 587}"))
        .matches(mail -> !mail.anywhere())
        .extracting(DeclaredPath::peers)
        .isEqualTo(List.of());
  }

  private static DeclaredPath mail(String spec) {
    return DeclaredPaths.of(Instances.withSpec(spec).getSpec()).stream()
        .filter(declared -> declared.name().equals(Catalogue.SMTP_OUT.name()))
        .findFirst()
        .orElseThrow();
  }
}
