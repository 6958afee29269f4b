package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceKeyTest {
  private static final InstanceKey KEY = new InstanceKey("mail", "gateway", "1");

  @ParameterizedTest
  @CsvSource({
    "mail, gateway, 2, true",
    "mail, gateway, 1, false",
    "mail, other, 2, false",
    "web, gateway, 2, false"
  })
  void an_instance_succeeds_another_one_of_its_name(
      String namespace, String name, String uid, boolean succeeds) {
    assertThat(KEY.succeeds(new InstanceKey(namespace, name, uid))).isEqualTo(succeeds);
  }
}
