package io.esgoperator.live;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the API server's objects in pages, so that neither side ever holds a large cluster. */
public final class PagedList {
  /**
   * Small enough to be held even if a tenant makes every object as large as the API server allows.
   */
  private static final int PAGE = 100;

  private PagedList() {}

  /** All objects; the next page is requested when the one before is used up. */
  public static <T extends HasMetadata, L extends KubernetesResourceList<T>> Stream<T> whole(
      Listable<L> place) {
    return whole(place, PAGE);
  }

  private static <T extends HasMetadata, L extends KubernetesResourceList<T>> Stream<T> whole(
      Listable<L> place, int atOnce) {
    return Stream.iterate(
            page(place, atOnce, null),
            page -> page != null,
            page -> next(page).map(token -> page(place, atOnce, token)).orElse(null))
        .flatMap(page -> page.getItems().stream());
  }

  /** All objects without managed fields and annotations. */
  public static <T extends HasMetadata, L extends KubernetesResourceList<T>> Stream<T> of(
      Listable<L> place) {
    return whole(place).map(PagedList::light);
  }

  /**
   * The first ones, in as many requests as it takes, without managed fields and annotations.
   *
   * @param most at least 1
   */
  public static <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> first(
      int most, Listable<L> place) {
    return whole(place, Math.min(most, PAGE)).limit(most).map(PagedList::light).toList();
  }

  private static <L extends KubernetesResourceList<?>> L page(
      Listable<L> place, long limit, String next) {
    return place.list(new ListOptionsBuilder().withLimit(limit).withContinue(next).build());
  }

  private static Optional<String> next(KubernetesResourceList<?> page) {
    return Optional.ofNullable(page.getMetadata())
        .map(ListMeta::getContinue)
        .filter(token -> !token.isEmpty());
  }

  private static <T extends HasMetadata> T light(T object) {
    object.getMetadata().setManagedFields(List.of());
    object.getMetadata().setAnnotations(Map.of());
    return object;
  }
}
