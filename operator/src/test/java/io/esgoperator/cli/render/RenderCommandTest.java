package io.esgoperator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Goldens;
import io.esgoperator.cli.Run;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"yaml", "nftables", "table", "markdown"})
  void what_is_rendered_of_the_full_sample_is_golden(String format) throws IOException {
    Run run = Run.of("render", "../config/samples/full.yaml", "--format", format);
    assertThat(run.exitCode()).as(run.err()).isZero();
    Goldens.compare("render." + format, run.out());
  }

  @Test
  void the_policy_opens_the_containers_port_and_the_firewall_the_worlds() {
    assertThat(Run.of("render", "../docs/check/gateway.yaml").out()).contains("port: 2525");
    assertThat(Run.of("render", "../docs/check/gateway.yaml", "--format", "nftables").out())
        .contains("tcp dport 25 accept comment \"smtp-in\"")
        .doesNotContain("2525");
  }

  @Test
  void the_firewall_passes_mail_to_the_relay_alone() {
    String relay = "../config/samples/relay.yaml";
    assertThat(Run.of("render", relay, "--format", "table").out())
        .containsPattern(
            "smtp-out +Outbound +TCP +587 +relay1.example.net, relay2.example.org +Mandatory +The gateway cannot hand mail to its relay")
        .doesNotContainPattern("smtp-out.* 25 ");
    assertThat(Run.of("render", relay, "--format", "nftables").out())
        .contains("No rule for relay1.example.net: it is not resolved here.")
        .doesNotContain("comment \"smtp-out\"");
  }

  @Test
  void a_rendered_policy_beside_its_instance_changes_nothing() {
    Run rendered = Run.of("render", "../docs/check/gateway.yaml");
    Run alone = Run.of("check", "../docs/check/gateway.yaml");
    Run both = Run.on(rendered.out(), "check", "../docs/check/gateway.yaml", "-");
    assertThat(both.lines().stream().filter(line -> line.contains(" Allowed ")).count())
        .isEqualTo(alone.lines().stream().filter(line -> line.contains(" Allowed ")).count() - 1);
    assertThat(both.out()).contains("dcc", "Denied");
  }
}
