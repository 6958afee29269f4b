package io.esgoperator.reconciler;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lists of which only a page is in memory at a time. */
final class AllPages {
  private static final long AT_ONCE = 500;

  private AllPages() {}

  /**
   * Goes through all of a kind.
   *
   * @param list one request
   * @param take what is kept of an object is for the caller to say
   */
  static <T extends HasMetadata> void of(
      Function<ListOptions, ? extends KubernetesResourceList<T>> list, Consumer<? super T> take) {
    ListOptions page = new ListOptionsBuilder().withLimit(AT_ONCE).build();
    String next;
    do {
      KubernetesResourceList<T> items = list.apply(page);
      items.getItems().forEach(take);
      next = Optional.ofNullable(items.getMetadata()).map(ListMeta::getContinue).orElse("");
      page = new ListOptionsBuilder().withLimit(AT_ONCE).withContinue(next).build();
    } while (!next.isEmpty());
  }
}
