package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 413, 422})
  void an_object_that_is_not_wanted_is_refused_for_good(int code) {
    assertThat(Refusals.isForGood(answer(code))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 401, 408, 409, 410, 429, 500, 502, 503, 504})
  void a_server_that_fails_now_is_asked_again(int code) {
    assertThat(Refusals.isForGood(answer(code))).isFalse();
  }

  private static KubernetesClientException answer(int code) {
    return new KubernetesClientException("the server said so", code, null);
  }
}
