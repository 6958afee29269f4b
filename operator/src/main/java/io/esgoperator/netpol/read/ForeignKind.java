package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of policies that are not evaluated.
 *
 * @param scope where the pods are that its objects may select
 * @param directions of the connections that it may close, as the pods see it
 */
record ForeignKind(
    String group, String name, Scope scope, Set<Direction> directions, Selection selection) {

  boolean is(String apiVersion, String kind) {
    return name.equals(kind) && apiVersion.startsWith(group + "/");
  }

  /** Reads which pods are bound. */
  @FunctionalInterface
  interface Selection {
    /** The pods whose connections in one direction a policy may close; none where it cannot. */
    Stream<PodQuery> of(ForeignSpec spec, Direction direction);
  }

  /**
   * Where the pods are that objects of a kind may select.
   *
   * @param namespaced whether the objects have a namespace
   * @param out whether some of them, or all, select pods of every namespace
   * @param root the one namespace whose objects do; null where all objects do, or none
   */
  record Scope(boolean namespaced, boolean out, String root) {
    static final Scope CLUSTER = new Scope(false, true, null);
    static final Scope NAMESPACE = new Scope(true, false, null);

    /** Objects of a namespace that concern the pods of every one. */
    static final Scope EVERYWHERE = new Scope(true, true, null);

    /** Objects of this namespace concern the pods of every one; others only those of their own. */
    static Scope root(String namespace) {
      return new Scope(true, true, namespace);
    }

    /** The namespace of the pods that an object of a namespace may select; null for every one. */
    String reach(String namespace) {
      return out && (root == null || root.equals(namespace)) ? null : namespace;
    }
  }
}
