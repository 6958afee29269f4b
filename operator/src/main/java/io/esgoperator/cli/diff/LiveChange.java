package io.esgoperator.cli.diff;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.gateway.OwnPolicy;
import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.read.WorldReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code kubectl apply} of some files makes of a cluster: their objects take the place of
 * those with the same name, and all others stay.
 *
 * @param live what the cluster holds
 * @param files what would be applied
 */
record LiveChange(Manifests live, Manifests files) {
  Manifests before() {
    return with(live.written().stream().filter(one -> !isOwn(one)).toList());
  }

  Manifests after() {
    Map<String, Written> all = new LinkedHashMap<>();
    before().written().forEach(one -> all.put(key(one.object()), one));
    Map<String, List<Pod>> pods = pods();
    for (Written file : files.written()) {
      List<Pod> made = pods.getOrDefault(file.name(), List.of());
      if (made.isEmpty()) {
        all.merge(key(file.object()), file, AppliedObject::over);
      }
      made.forEach(
          pod ->
              all.put(
                  key(pod), new Written(AppliedObject.anew(pod, file.object()), file.places())));
    }
    return with(List.copyOf(all.values()));
  }

  private Manifests with(List<Written> written) {
    return new Manifests(written, files.ignored(), List.of(), live.engine());
  }

  /** The version may be another one in the cluster. */
  static String key(HasMetadata object) {
    return object.getApiVersion().replaceFirst("/.*", "") + " " + new Written(object, null).name();
  }

  /**
   * The operator's policy for an instance of the files: it is compared as the operator would write
   * it, before and after.
   */
  private boolean isOwn(Written one) {
    return files
        .instances()
        .map(instance -> OwnPolicy.of((EsgInstance) instance.object()))
        .anyMatch(
            own ->
                own.namespace().equals(one.object().getMetadata().getNamespace())
                    && own.name().equals(one.object().getMetadata().getName())
                    && Set.of("NetworkPolicy", "CiliumNetworkPolicy")
                        .contains(one.object().getKind()));
  }

  /** The pods in the cluster, by the name of what made them. */
  private Map<String, List<Pod>> pods() {
    Owners owners = new Owners(live);
    Grouped<String, Pod> pods = new Grouped<>();
    live.objects().stream()
        .filter(Pod.class::isInstance)
        .map(Pod.class::cast)
        .filter(pod -> !pod.getMetadata().getOwnerReferences().isEmpty())
        .forEach(
            pod ->
                WorldReading.of(List.of(pod)).workloads().stream()
                    .map(workload -> owners.of(workload).toString())
                    .forEach(owner -> pods.add(owner, pod)));
    return pods;
  }
}
