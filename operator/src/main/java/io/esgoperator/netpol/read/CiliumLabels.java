package io.esgoperator.netpol.read;

import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The requirements of one of Cilium's selectors, by what they ask. For Cilium the labels of a pod's
 * namespace are among the pod's own, and a key may have the label's source as a prefix
 * (cilium/cilium v1.20.2: pkg/labels/labels.go, pkg/k8s/apis/cilium.io/utils/utils.go).
 *
 * @param namespaces those on the pod's namespace
 * @param pods those on the pod's own labels; one that cannot be decided has a fault
 * @param reserved those on labels of Cilium's own ends, which no pod has
 */
record CiliumLabels(
    List<Requirement> namespaces, List<Requirement> pods, List<Requirement> reserved) {
  static final String NAMESPACE = "io.kubernetes.pod.namespace";
  private static final String NAMESPACE_LABEL = "io.cilium.k8s.namespace.labels.";
  private static final String OWN = "io.cilium.";
  private static final String RESERVED = "reserved:";

  /** Labels that no identity has by default (pkg/labelsfilter/filter.go, defaultLabelPrefixCfg). */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(io\\.kubernetes|kubernetes\\.io|k8s\\.io|topology\\.kubernetes\\.io"
              + "|statefulset\\.kubernetes\\.io/pod-name|apps\\.kubernetes\\.io/pod-index"
              + "|batch\\.kubernetes\\.io/(job-completion-index|controller-uid)"
              + "|.*beta\\.kubernetes\\.io|pod-template-(generation|hash)"
              + "|controller-(revision-hash|uid)|annotation|etcd_node).*");

  static CiliumLabels of(LabelQuery query) {
    CiliumLabels labels = new CiliumLabels(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    query.requirements().forEach(labels::add);
    return labels;
  }

  private void add(Requirement requirement) {
    String key = String.valueOf(requirement.key());
    String name = name(requirement.key());
    if (key.startsWith(RESERVED)) {
      reserved.add(requirement);
    } else if (NAMESPACE.equals(name)) {
      namespaces.add(requirement.on(World.NAMESPACE_NAME));
    } else if (name != null && name.startsWith(NAMESPACE_LABEL)) {
      namespaces.add(requirement.on(name.substring(NAMESPACE_LABEL.length())));
    } else {
      pods.add(
          name == null || name.startsWith(OWN)
              ? requirement.undecided("the label %s of pods is not known".formatted(key))
              : requirement.on(name));
    }
  }

  /** The key without its source; null where it is of a source that pods do not have. */
  private static String name(String key) {
    int colon = key == null ? -1 : key.indexOf(':');
    if (key == null || colon < 0) {
      return key;
    }
    return List.of("k8s", "any").contains(key.substring(0, colon))
        ? key.substring(colon + 1)
        : null;
  }

  /** Of what kind a label is that stands alone; null where the selector asks for more. */
  String entity() {
    boolean isOne = reserved.size() == 1 && pods.isEmpty() && namespaces.isEmpty();
    return isOne && reserved.get(0).isHeldBy("")
        ? reserved.get(0).key().substring(RESERVED.length())
        : null;
  }

  /** Whether a query asks for labels that Cilium does not see. */
  static boolean leavesOut(PodQuery query) {
    return query.pods().requirements().stream().anyMatch(CiliumLabels::isLeftOut);
  }

  /** What a query finds where Cilium enforces policies. */
  static PodQuery asSeen(PodQuery query) {
    return new PodQuery(
        query.namespace(),
        query.namespaces(),
        new LabelQuery(
            query.pods().requirements().stream()
                .map(
                    one ->
                        isLeftOut(one)
                            ? one.unseen(
                                "Cilium leaves out the label %s, unless its configuration says otherwise"
                                    .formatted(one.key()))
                            : one)
                .toList()));
  }

  private static boolean isLeftOut(Requirement requirement) {
    return requirement.fault() == null && LEFT_OUT.matcher(requirement.key()).matches();
  }
}
