package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedMapTest {
  @Test
  void by_age_the_entry_that_was_added_first_goes_however_often_it_is_used() {
    Map<String, Integer> map = BoundedMap.byAge(2);
    map.put("first", 1);
    map.put("second", 2);
    map.put("first", 3);
    map.get("first");
    map.put("third", 4);

    assertThat(map).containsOnlyKeys("second", "third");
  }

  @Test
  void by_use_the_entry_that_was_used_least_recently_goes() {
    Map<String, Integer> map = BoundedMap.byUse(2);
    map.put("first", 1);
    map.put("second", 2);
    map.get("first");
    map.put("third", 3);

    assertThat(map).containsOnlyKeys("first", "third");
  }
}
