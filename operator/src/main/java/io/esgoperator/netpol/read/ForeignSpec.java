package io.esgoperator.netpol.read;

import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One spec of a policy that is not evaluated. Every reading errs on the side of more pods: a
 * selector that is missing or not understood selects all of them.
 *
 * @param fields as they are written
 * @param namespace of the pods that it may select; null for pods of every namespace
 * @param annotations of the policy
 */
record ForeignSpec(Map<?, ?> fields, String namespace, Map<String, String> annotations) {
  /** Every pod that it may select. */
  PodQuery all() {
    return pods(LabelQuery.EVERYTHING);
  }

  /** Those of them that a label selector selects. */
  PodQuery selected(Object selector) {
    return pods(query(selector));
  }

  /** Those of selected namespaces. A policy of one namespace does not look at other ones. */
  PodQuery selected(Object namespaces, Object pods) {
    return namespace == null
        ? PodQuery.across(query(namespaces), query(pods))
        : PodQuery.in(namespace, query(pods));
  }

  PodQuery pods(LabelQuery pods) {
    return namespace == null
        ? PodQuery.across(LabelQuery.EVERYTHING, pods)
        : PodQuery.in(namespace, pods);
  }

  /** Those of namespaces with these labels, too. */
  PodQuery pods(LabelQuery namespaces, LabelQuery pods) {
    return PodQuery.across(
        namespace == null
            ? namespaces
            : with(namespaces, Requirement.equality(World.NAMESPACE_NAME, namespace)),
        pods);
  }

  boolean has(String field) {
    return fields.get(field) != null;
  }

  /** The value at the end of a path of fields; null where there is none. */
  Object at(String... path) {
    Object value = fields;
    for (String field : path) {
      value = value instanceof Map<?, ?> map ? map.get(field) : null;
    }
    return value;
  }

  /** The same as a text; the default where there is none. */
  String text(String otherwise, String... path) {
    Object value = at(path);
    return value == null ? otherwise : value.toString();
  }

  static LabelQuery query(Object selector) {
    return AdminPolicyReading.selector(selector).map(LabelQuery::of).orElse(LabelQuery.EVERYTHING);
  }

  static LabelQuery with(LabelQuery query, Requirement more) {
    return new LabelQuery(Stream.concat(query.requirements().stream(), Stream.of(more)).toList());
  }

  /** The items of a list; what is no list counts as an item without fields. */
  static List<Map<?, ?>> items(Object list) {
    List<?> items =
        list instanceof List<?> several ? several : list == null ? List.of() : List.of(list);
    return items.stream()
        .<Map<?, ?>>map(item -> item instanceof Map<?, ?> map ? map : Map.of())
        .toList();
  }
}
