package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.probe.Finding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the status says of a gateway that sends all of its mail to a relay at TCP 587. */
class RelayStatusTest extends StatusFixture {
  private static final Map<String, Finding> CLOSED = Map.of("smtp-out", Finding.NoAnswer);

  @BeforeEach
  void send_mail_to_a_relay() {
    instance.setSpec(Instances.sample("relay").getSpec());
  }

  @Test
  void a_closed_way_to_the_relay_breaks_the_gateway_and_says_which_way_to_open() {
    EsgInstanceStatus status = proved(EsgInstanceStatus.empty(), CLOSED, NOON);
    assertThat(status.atAGlance().get(0))
        .isEqualTo(
            "Blocked since 2026-01-01 12:00 UTC: smtp-out (TCP 587 out)."
                + " Lost: The gateway cannot hand mail to its relay, so it sends none, non-delivery reports for inbound mail included."
                + " Do: Let the firewall pass TCP 587 from the gateway over IPv4 to relay1.example.net, relay2.example.org; where it does, look whether they are up.");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("False");
  }

  /** Between two rounds a status is only what the API server has of it. */
  @Test
  void a_second_round_decides_what_the_first_one_doubted() {
    EsgInstanceStatus open = stored(build(EsgInstanceStatus.empty(), false, 0));
    assertThat(mail(open)).matches(row -> row.verdict() == Verdict.Open && row.port() == 587);
    EsgInstanceStatus doubted = stored(build(open, true, 5));
    assertThat(mail(doubted)).matches(row -> row.verdict() == Verdict.Open && row.doubt() != null);
    assertThat(mail(build(doubted, true, 10)).verdict()).isEqualTo(Verdict.Blocked);
  }

  private EsgInstanceStatus build(EsgInstanceStatus before, boolean closed, int minutes) {
    return build(
        before,
        Optional.of(round(closed ? CLOSED : Map.of())),
        NOON.plus(Duration.ofMinutes(minutes)));
  }

  private static EsgInstanceStatus stored(EsgInstanceStatus status) {
    return Serialization.unmarshal(Serialization.asJson(status), EsgInstanceStatus.class);
  }

  private static PathStatus mail(EsgInstanceStatus status) {
    return row(status, "smtp-out");
  }
}
