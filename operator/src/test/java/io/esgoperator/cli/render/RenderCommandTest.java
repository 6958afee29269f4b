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
  void a_rendered_policy_beside_its_instance_changes_nothing() {
    Run rendered = Run.of("render", "../docs/check/gateway.yaml");
    Run alone = Run.of("check", "../docs/check/gateway.yaml");
    Run both = Run.on(rendered.out(), "check", "../docs/check/gateway.yaml", "-");
    assertThat(both.lines().stream().filter(line -> line.contains(" Allowed ")).count())
        .isEqualTo(alone.lines().stream().filter(line -> line.contains(" Allowed ")).count() - 1);
    assertThat(both.out()).contains("dcc", "Denied");
  }
}
