package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.gateway.Names;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassTriggerTest {
  private final List<ResourceID> woken = new ArrayList<>();
  private final List<InstanceKey> gone = new ArrayList<>();
  private final PassTrigger trigger = new PassTrigger(gone::add);
  private final EsgInstance before = Instances.sample("minimal");
  private final EsgInstance now = Instances.sample("minimal");

  @BeforeEach
  void start() {
    trigger.setEventHandler(event -> woken.add(event.getRelatedCustomResourceID()));
    trigger.start();
  }

  @Test
  void a_round_that_is_asked_for_wakes_its_instance() {
    now.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please"));
    trigger.onResourceUpdated(now, before);
    assertThat(woken).containsExactly(ResourceID.fromResource(now));
  }

  @Test
  void a_round_that_is_asked_for_again_wakes_it_again() {
    before.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please"));
    now.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "once more"));
    trigger.onResourceUpdated(now, before);
    assertThat(woken).hasSize(1);
  }

  @Test
  void any_other_annotation_and_the_status_wake_nothing() {
    before.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please"));
    now.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please", "team", "mail"));
    trigger.onResourceUpdated(now, before);
    assertThat(woken).isEmpty();
  }

  @Test
  void a_deleted_instance_is_told_of() {
    trigger.onResourceDeleted(now);
    assertThat(gone).containsExactly(InstanceKey.of(now));
  }
}
