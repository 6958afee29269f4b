package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.model.Family;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A name that several instances have is asked for once. */
class SharedAnswersTest {
  private static final InstanceKey OWN = new InstanceKey("mail", "gateway", "uid-1");
  private static final InstanceKey HOSTILE = new InstanceKey("hostile", "names", "uid-2");

  private final MovableClock clock = new MovableClock();
  private final OpenLookups lookups = new OpenLookups();
  private final HostResolver resolver = new HostResolver(lookups, clock);

  @Test
  void an_answer_holds_for_all_instances_that_have_the_name_and_no_longer_than_for_the_first() {
    resolve(OWN, "dc.example.net");
    lookups.answer("dc.example.net", "192.0.2.1");
    clock.advance(Duration.ofSeconds(59));
    assertThat(resolve(HOSTILE, "dc.example.net").of("dc.example.net"))
        .containsExactly("192.0.2.1");
    assertThat(lookups.open()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    resolve(HOSTILE, "dc.example.net");
    assertThat(lookups.open())
        .extracting(OpenLookups.Open::family)
        .containsExactly(Family.IPv4, Family.IPv6);
  }

  @Test
  void a_thousand_instances_with_the_same_name_ask_for_it_a_few_times() {
    for (int number = 0; number < 1_000; number++) {
      resolve(instance(number), "dc.example.net");
    }
    assertThat(lookups.open()).hasSize(2 * LookupQueue.OPEN);
    lookups.answer("dc.example.net", "192.0.2.1");
    assertThat(lookups.open()).isEmpty();
    for (int number = 0; number < 1_000; number++) {
      assertThat(resolve(instance(number), "dc.example.net").of("dc.example.net"))
          .containsExactly("192.0.2.1");
    }
    assertThat(lookups.open()).isEmpty();
  }

  @Test
  void what_did_not_answer_is_asked_for_each_instance() {
    resolve(OWN, "dc.example.net");
    lookups.fail("dc.example.net");
    resolve(HOSTILE, "dc.example.net");
    assertThat(lookups.open()).hasSize(2);
    lookups.answer("dc.example.net");
    resolve(instance(1), "dc.example.net");
    assertThat(lookups.open()).as("a name without any address").hasSize(2);
  }

  @Test
  void an_answer_goes_with_the_last_instance_that_has_the_name() {
    resolve(OWN, "dc.example.net");
    lookups.answer("dc.example.net", "192.0.2.1");
    resolve(HOSTILE, "dc.example.net");
    resolver.forget(OWN);
    assertThat(resolve(instance(1), "dc.example.net").of("dc.example.net")).hasSize(1);
    resolver.forget(instance(1));
    resolve(HOSTILE, "other.example.net");
    lookups.fail("other.example.net");
    assertThat(resolver.size()).as("the instance, and the name that it has").isEqualTo(2);
    resolve(OWN, "dc.example.net");
    assertThat(lookups.open()).hasSize(2);
  }

  private static InstanceKey instance(int number) {
    return new InstanceKey("n" + number, "gateway", "uid-n" + number);
  }

  private ResolvedHosts resolve(InstanceKey instance, String... hosts) {
    return resolver.resolve(instance, Set.of(hosts), List.of());
  }
}
