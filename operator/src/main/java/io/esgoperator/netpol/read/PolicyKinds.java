package io.esgoperator.netpol.read;

import io.esgoperator.netpol.read.ForeignKind.Scope;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds that are policies beside NetworkPolicy, evaluated or only named. */
public final class PolicyKinds {
  private PolicyKinds() {}

  /** Whether an object is a policy of one of these kinds, or a NetworkPolicy. */
  public static boolean isPolicy(HasMetadata object) {
    return object instanceof NetworkPolicy
        || object instanceof GenericKubernetesResource
            && isRead(String.valueOf(object.getApiVersion()), object.getKind());
  }

  /** Whether an object is a policy that Cilium alone enforces, by rules that are evaluated. */
  public static boolean isOfCilium(HasMetadata object) {
    return CiliumPolicyReading.isOne(object);
  }

  /** The specs among the fields of a policy of any kind; Cilium has one, or several. */
  public static Stream<Map<?, ?>> specs(Map<?, ?> written) {
    Stream<?> several = written.get("specs") instanceof List<?> list ? list.stream() : Stream.of();
    return Stream.concat(Stream.ofNullable(written.get("spec")), several)
        .map(spec -> spec instanceof Map<?, ?> map ? map : Map.of());
  }

  /** Whether an API group has such kinds. */
  public static boolean isGroup(String name) {
    return AdminPolicyReading.GROUP.equals(name + "/") || ForeignKinds.isGroup(name);
  }

  /** The names of such kinds in an API group. */
  public static List<String> kinds(String group) {
    return listed().filter(kind -> kind.getKey().equals(group)).map(Map.Entry::getValue).toList();
  }

  /** The API groups that have such a kind of this name. */
  public static List<String> groups(String name) {
    return listed()
        .filter(kind -> kind.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Each kind of which group and name are known. */
  private static Stream<Map.Entry<String, String>> listed() {
    return Stream.of(
            AdminPolicyReading.names().map(name -> Map.entry(AdminPolicyReading.GROUP, name)),
            CiliumPolicyReading.names().map(name -> Map.entry(CiliumPolicyReading.GROUP, name)),
            ForeignKinds.all().stream().map(kind -> Map.entry(kind.group(), kind.name())))
        .flatMap(kinds -> kinds)
        .map(kind -> Map.entry(kind.getKey().replace("/", ""), kind.getValue()))
        .distinct();
  }

  /**
   * Whether this is such a kind, by group and name. A cluster is asked for no other ones: the
   * operator may list these alone.
   *
   * @param apiVersion group and version; any version counts
   */
  public static boolean isOne(String apiVersion, String kind) {
    return isEvaluated(apiVersion, kind) || ForeignKinds.known(apiVersion, kind).isPresent();
  }

  /**
   * Whether objects of a custom kind are to be read field by field, and given to {@link
   * WorldReading}: these kinds, and those whose name says that they are about connections, such as
   * {@code FirewallPolicy}.
   *
   * @param apiVersion group and version; any version counts
   */
  public static boolean isRead(String apiVersion, String kind) {
    return isEvaluated(apiVersion, kind) || ForeignKinds.find(apiVersion, kind).isPresent();
  }

  /**
   * Whether objects of a kind that is read are certainly in a namespace. If not, an object without
   * one concerns the whole cluster, and none is to be given to it.
   */
  public static boolean isNamespaced(String apiVersion, String kind) {
    return CiliumPolicyReading.isOne(apiVersion, kind)
        ? CiliumPolicyReading.isNamespaced(kind)
        : ForeignKinds.known(apiVersion, kind)
            .map(known -> known.scope().namespaced())
            .orElse(false);
  }

  /** Whether the rules of a kind's objects are read, too. */
  public static boolean isEvaluated(String apiVersion, String kind) {
    return AdminPolicyReading.isOne(apiVersion, kind)
        || CiliumPolicyReading.isOne(apiVersion, kind);
  }

  /** Whether some objects of a kind, or all, select pods of every namespace. */
  public static boolean reachesOut(String apiVersion, String kind) {
    return isEvaluated(apiVersion, kind) && !isNamespaced(apiVersion, kind)
        || ForeignKinds.known(apiVersion, kind)
            .map(ForeignKind::scope)
            .filter(Scope::out)
            .isPresent();
  }

  /** The one namespace whose objects of a kind do so; empty where all of them do, or none. */
  public static Optional<String> rootNamespace(String apiVersion, String kind) {
    return ForeignKinds.known(apiVersion, kind).map(known -> known.scope().root());
  }
}
