package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a status into which others wrote. */
class StatusReadingTest {
  private static final KubernetesSerialization READING =
      TotalReading.serialization(UnreadObserver.NONE);

  @ParameterizedTest
  @ValueSource(strings = {"", "status: null"})
  void where_none_is_written_there_is_none(String status) {
    assertThat(instance(status).getStatus()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "[]", "text", "{}"})
  void one_that_is_no_status_is_empty(String status) {
    assertThat(status("status: " + status)).isEqualTo(EsgInstanceStatus.empty());
  }

  @Test
  void a_field_that_cannot_be_read_takes_no_other_with_it() {
    EsgInstanceStatus status =
        status(
            "status: {observedGeneration: much, lastProbe: 5, paths: {a: b}, summary: 1/2 open}");
    assertThat(status.observedGeneration()).isNull();
    assertThat(status.lastProbe()).isNull();
    assertThat(status.paths()).isEmpty();
    assertThat(status.summary()).isEqualTo("1/2 open");
  }

  @Test
  void a_row_that_cannot_be_read_takes_no_other_with_it() {
    assertThat(
            status(
                    "status: {nameservers: [null, 5, {address: {}}, {address: 192.0.2.53, seen: '2026-01-01T00:00:00Z'}, []]}")
                .nameservers())
        .extracting(StatusDocument.Nameserver::address)
        .containsExactly("192.0.2.53");
  }

  @Test
  void a_list_of_any_name_is_in_no_others_way() {
    assertThat(status("status: {a/b: [1], '~': [1], a~1b: [{}], summary: told}").summary())
        .isEqualTo("told");
  }

  private static EsgInstanceStatus status(String status) {
    return instance(status).getStatus();
  }

  private static EsgInstance instance(String status) {
    EsgInstance instance =
        READING.unmarshal(
            """
            apiVersion: esg-operator.io/v1alpha1
            kind: EsgInstance
            metadata: {name: a, namespace: mail}
            spec: {podSelector: {matchLabels: {app: esg}}}
            %s
            """
                .formatted(status),
            EsgInstance.class);
    assertThat(Unread.of(instance)).isEmpty();
    return instance;
  }
}
