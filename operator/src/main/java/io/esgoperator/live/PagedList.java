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

/**
 * Lists the API server's objects in pages, so that neither side ever holds a large cluster, and
 * smaller ones where the objects are large.
 */
public final class PagedList {
  private static final int PAGE = 100;

  /** Where a page was too large to be held ({@link PageBound}). */
  private static final int SMALL_PAGE = 5;

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
            page -> page.next().map(token -> page(place, page.atOnce(), token)).orElse(null))
        .flatMap(page -> page.list().getItems().stream());
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

  /**
   * @param atOnce so many objects were asked for, and will be for the next page
   */
  private record Page<L extends KubernetesResourceList<?>>(L list, int atOnce) {
    Optional<String> next() {
      return Optional.ofNullable(list.getMetadata())
          .map(ListMeta::getContinue)
          .filter(token -> !token.isEmpty());
    }
  }

  private static <L extends KubernetesResourceList<?>> Page<L> page(
      Listable<L> place, int atOnce, String next) {
    try {
      return new Page<>(
          place.list(new ListOptionsBuilder().withLimit((long) atOnce).withContinue(next).build()),
          atOnce);
    } catch (RuntimeException failure) {
      if (atOnce > SMALL_PAGE && PageBound.isExceededIn(failure)) {
        return page(place, SMALL_PAGE, next);
      }
      throw failure;
    }
  }

  private static <T extends HasMetadata> T light(T object) {
    object.getMetadata().setManagedFields(List.of());
    object.getMetadata().setAnnotations(Map.of());
    return object;
  }
}
