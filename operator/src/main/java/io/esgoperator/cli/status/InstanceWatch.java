package io.esgoperator.cli.status;

import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Follows instances by the API's watch; a connection that breaks is made again. */
final class InstanceWatch
    implements AutoCloseable, ResourceEventHandler<GenericKubernetesResource> {
  private static final Set<Integer> FINAL =
      Set.of(HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN);

  private final ServedInstances served;
  private final String name;
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  /** Each change; a refusal, which ends the watch, stands in it as the last one. */
  private final BlockingQueue<Optional<KubernetesClientException>> changes =
      new LinkedBlockingQueue<>();

  private InstanceWatch(ServedInstances served, String name) {
    this.served = served;
    this.name = name;
    this.informer = served.watched(name).runnableInformer(0);
  }

  /** Begins to watch the instance, or with a null name all, and waits for the first reading. */
  static InstanceWatch of(ServedInstances served, String name) throws BadInputException {
    InstanceWatch watch = new InstanceWatch(served, name);
    watch.informer.addEventHandler(watch).exceptionHandler((started, fault) -> watch.goesOn(fault));
    try {
      watch.informer.run();
    } catch (KubernetesClientException fault) {
      watch.close();
      throw served.refused("watch", fault);
    }
    watch.changes.clear();
    return watch;
  }

  /** The instances as they are now; refused where the named one is gone. */
  List<ServedInstance> seen() throws BadInputException {
    List<ServedInstance> seen = served.read(informer.getStore().list());
    return seen.isEmpty() ? served.read(name) : seen;
  }

  /** Returns after a change, or several that came together. */
  void awaitChange() throws BadInputException {
    try {
      Optional<KubernetesClientException> change = changes.take();
      while (change.isEmpty() && !changes.isEmpty()) {
        change = changes.take();
      }
      if (change.isPresent()) {
        throw served.refused("watch", change.get());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new BadInputException("status: the watch was interrupted.");
    }
  }

  private boolean goesOn(Throwable fault) {
    Optional<KubernetesClientException> refusal =
        Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
            .filter(KubernetesClientException.class::isInstance)
            .map(KubernetesClientException.class::cast)
            .filter(one -> FINAL.contains(one.getCode()))
            .findFirst();
    refusal.ifPresent(one -> changes.add(Optional.of(one)));
    return refusal.isEmpty();
  }

  @Override
  public void onAdd(GenericKubernetesResource added) {
    changes.add(Optional.empty());
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
    changes.add(Optional.empty());
  }

  @Override
  public void onDelete(GenericKubernetesResource gone, boolean unknown) {
    changes.add(Optional.empty());
  }

  @Override
  public void close() {
    informer.stop();
  }
}
