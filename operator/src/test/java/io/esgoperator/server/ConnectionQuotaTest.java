package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionQuotaTest {
  private final ConnectionQuota<String> quota = new ConnectionQuota<>(4, 3);

  @Test
  void up_to_the_limit_of_a_client_none_is_closed_and_then_its_oldest() {
    assertThat(quota.admit("pod", "a")).isEmpty();
    assertThat(quota.admit("pod", "b")).isEmpty();
    assertThat(quota.admit("pod", "c")).isEmpty();
    assertThat(quota.admit("pod", "d")).contains("a");
    assertThat(quota.admit("pod", "e")).contains("b");
  }

  @Test
  void up_to_the_limit_of_all_none_is_closed_and_then_the_oldest_of_the_client_with_most() {
    quota.admit("kubelet", "k");
    quota.admit("pod", "a");
    quota.admit("pod", "b");
    assertThat(quota.admit("other", "o")).isEmpty();
    assertThat(quota.admit("third", "t")).contains("a");
  }

  @Test
  void of_clients_with_as_many_the_first_one_pays() {
    quota.admit("first", "a");
    quota.admit("second", "b");
    quota.admit("third", "c");
    quota.admit("fourth", "d");
    assertThat(quota.admit("fifth", "e")).contains("a");
    assertThat(quota.admit("sixth", "f")).contains("b");
  }

  @Test
  void a_connection_that_was_closed_makes_room() {
    quota.admit("pod", "a");
    quota.admit("pod", "b");
    quota.admit("pod", "c");
    quota.left("pod", "b");
    assertThat(quota.admit("pod", "d")).isEmpty();
    quota.admit("other", "o");
    quota.left("other", "o");
    assertThat(quota.admit("third", "t")).isEmpty();
  }

  @Test
  void one_that_was_closed_for_another_makes_no_room_twice() {
    quota.admit("pod", "a");
    quota.admit("pod", "b");
    quota.admit("pod", "c");
    quota.admit("pod", "d");
    quota.left("pod", "a");
    assertThat(quota.admit("pod", "e")).contains("b");
    quota.left("nobody", "x");
    assertThat(quota.admit("other", "o")).isEmpty();
    assertThat(quota.admit("third", "t")).contains("c");
  }
}
