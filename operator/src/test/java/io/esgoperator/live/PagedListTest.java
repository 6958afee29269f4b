package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagedListTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void all_pages_are_read_and_each_is_bounded() {
    assertThat(PagedList.of(cluster(201))).hasSize(201);
    assertThat(asked).containsExactly("100 null", "100 100", "100 200");
  }

  @Test
  void a_full_last_page_is_not_followed_by_a_request() {
    assertThat(PagedList.of(cluster(100))).hasSize(100);
    assertThat(asked).containsExactly("100 null");
  }

  @Test
  void a_page_that_is_not_read_is_not_asked_for() {
    assertThat(PagedList.of(cluster(10_000)).limit(101)).hasSize(101);
    assertThat(asked).hasSize(2);
  }

  @Test
  void the_first_ones_are_one_request_even_where_the_server_gives_more() {
    assertThat(PagedList.first(2, everything(3))).hasSize(2);
    assertThat(asked).containsExactly("2 null");
  }

  @Test
  void many_first_ones_come_in_several_pages() {
    assertThat(PagedList.first(101, cluster(300))).hasSize(101);
    assertThat(asked).containsExactly("100 null", "100 100");
  }

  @Test
  void managed_fields_and_annotations_are_dropped_unless_the_whole_is_asked_for() {
    assertThat(PagedList.of(cluster(1)).findFirst().orElseThrow().getMetadata())
        .satisfies(
            metadata -> {
              assertThat(metadata.getManagedFields()).isEmpty();
              assertThat(metadata.getAnnotations()).isEmpty();
              assertThat(metadata.getLabels()).containsEntry("team", "mail");
            });
    assertThat(PagedList.whole(cluster(1)).findFirst().orElseThrow().getMetadata())
        .satisfies(
            metadata -> {
              assertThat(metadata.getManagedFields()).hasSize(1);
              assertThat(metadata.getAnnotations()).hasSize(1);
            });
  }

  private Listable<NamespaceList> cluster(int size) {
    return serving(size, true);
  }

  private Listable<NamespaceList> everything(int size) {
    return serving(size, false);
  }

  private Listable<NamespaceList> serving(int size, boolean paged) {
    return new Listable<>() {
      @Override
      public NamespaceList list() {
        throw new AssertionError("a list without a limit");
      }

      @Override
      @Deprecated
      public NamespaceList list(Integer limit, String token) {
        throw new AssertionError("deprecated");
      }

      @Override
      public NamespaceList list(ListOptions options) {
        asked.add(options.getLimit() + " " + options.getContinue());
        int from = options.getContinue() == null ? 0 : Integer.parseInt(options.getContinue());
        int to = paged ? Math.min(size, from + options.getLimit().intValue()) : size;
        return new NamespaceListBuilder()
            .withItems(IntStream.range(from, to).mapToObj(PagedListTest::namespace).toList())
            .withNewMetadata()
            .withContinue(to < size ? String.valueOf(to) : "")
            .endMetadata()
            .build();
      }
    };
  }

  private static Namespace namespace(int number) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("namespace-" + number)
        .addToLabels("team", "mail")
        .addToAnnotations("note", "long")
        .addNewManagedField()
        .withManager("kubectl")
        .endManagedField()
        .endMetadata()
        .build();
  }
}
