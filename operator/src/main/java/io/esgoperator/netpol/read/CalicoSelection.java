package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.Operator;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pods whose connections a Calico policy may close. Of Calico's selector language, terms joined
 * by {@code &&} are read; any other selector counts as one that may select every pod.
 */
final class CalicoSelection {
  private static final String ALL = "all()";
  private static final Pattern HAS = Pattern.compile("(!?)\\s*has\\(\\s*([\\w./-]+)\\s*\\)");
  private static final Pattern COMPARED =
      Pattern.compile("([\\w./-]+)\\s*(==|!=)\\s*(?:'([^']*)'|\"([^\"]*)\")");
  private static final Pattern LISTED =
      Pattern.compile("([\\w./-]+)\\s+(in|not\\s+in)\\s*\\{([^}]*)\\}");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  /** In a selector of pods, before a label of the pod's namespace. */
  private static final String OF_NAMESPACE = "pcns.";

  /** The name of a pod's namespace, in a selector of pods. */
  private static final String NAMESPACE = "projectcalico.org/namespace";

  /** The same in a selector of namespaces. */
  private static final String NAME = "projectcalico.org/name";

  /** Labels by Calico, of a pod's namespace and service account among others: no pod's own. */
  private static final Pattern CALICOS = Pattern.compile("pc(ns|sa)\\..*|projectcalico\\.org/.*");

  /** With one of these a policy applies to what a node forwards, too (docs.tigera.io). */
  private static final List<String> FORWARDED = List.of("applyOnForward", "preDNAT", "doNotTrack");

  private CalicoSelection() {}

  /**
   * One that applies to what a node forwards selects host endpoints, and closes connections of pods
   * that pass there. One without types is about both directions (projectcalico/calico,
   * felix/calc/policy_sorter.go).
   */
  static Stream<PodQuery> of(ForeignSpec spec, Direction direction) {
    if (FORWARDED.stream().anyMatch(field -> Boolean.TRUE.equals(spec.at(field)))) {
      return Stream.of(spec.all());
    }
    return TypedSelection.binds(spec.at("types"), direction, true)
        ? Stream.of(selected(spec))
        : Stream.empty();
  }

  /**
   * Nodes, as every pod. A policy for every namespace selects host endpoints too, whose own labels
   * are not known here. They have none of a namespace or a service account: what wants one leaves
   * them out (projectcalico/calico,
   * libcalico-go/lib/backend/syncersv1/updateprocessors/globalnetworkpolicyprocessor.go).
   */
  static Stream<PodQuery> hostEndpoints(ForeignSpec spec, Direction direction) {
    boolean isOfPods =
        Stream.of("namespaceSelector", "serviceAccountSelector")
            .map(selector -> spec.text("", selector).strip())
            .anyMatch(CalicoSelection::wantsALabel);
    return !isOfPods && TypedSelection.binds(spec.at("types"), direction, true)
        ? Stream.of(spec.all())
        : Stream.empty();
  }

  /** Calico reads all() there as a label that every pod has. */
  private static boolean wantsALabel(String selector) {
    return selector.equals(ALL)
        || requirements(selector).stream()
            .anyMatch(term -> Set.of(Operator.In, Operator.Exists).contains(term.operator()));
  }

  private static PodQuery selected(ForeignSpec spec) {
    List<Requirement> pods = requirements(spec.text("", "selector"));
    List<Requirement> namespaces =
        spec.namespace() == null ? requirements(spec.text("", "namespaceSelector")) : List.of();
    return spec.pods(
        new LabelQuery(
            Stream.concat(
                    pods.stream().flatMap(CalicoSelection::ofNamespace),
                    namespaces.stream().map(CalicoSelection::byName))
                .filter(CalicoSelection::isKnown)
                .toList()),
        new LabelQuery(pods.stream().filter(CalicoSelection::isKnown).toList()));
  }

  /**
   * What a term of a selector of pods wants of their namespace
   * (libcalico-go/lib/backend/k8s/conversion).
   */
  private static Stream<Requirement> ofNamespace(Requirement term) {
    return term.key().startsWith(OF_NAMESPACE)
        ? Stream.of(term.on(term.key().substring(OF_NAMESPACE.length())))
        : term.key().equals(NAMESPACE) ? Stream.of(term.on(World.NAMESPACE_NAME)) : Stream.empty();
  }

  private static Requirement byName(Requirement ofNamespace) {
    return ofNamespace.key().equals(NAME) ? ofNamespace.on(World.NAMESPACE_NAME) : ofNamespace;
  }

  private static boolean isKnown(Requirement term) {
    return !CALICOS.matcher(term.key()).matches();
  }

  /** All must hold; none where a term is not understood, which may stand in an alternative. */
  private static List<Requirement> requirements(String selector) {
    List<Optional<Requirement>> terms =
        Stream.of(selector.split("&&"))
            .map(String::strip)
            .filter(term -> !term.isEmpty() && !term.equals(ALL))
            .map(CalicoSelection::requirement)
            .toList();
    return terms.contains(Optional.<Requirement>empty())
        ? List.of()
        : terms.stream().flatMap(Optional::stream).toList();
  }

  private static Optional<Requirement> requirement(String term) {
    Matcher has = HAS.matcher(term);
    if (has.matches()) {
      Operator operator = has.group(1).isEmpty() ? Operator.Exists : Operator.DoesNotExist;
      return Optional.of(Requirement.of(has.group(2), operator, Set.of()));
    }
    Matcher compared = COMPARED.matcher(term);
    if (compared.matches()) {
      Operator operator = compared.group(2).equals("==") ? Operator.In : Operator.NotIn;
      return Optional.of(Requirement.of(compared.group(1), operator, values(compared.group())));
    }
    Matcher listed = LISTED.matcher(term);
    if (listed.matches()) {
      Operator operator = listed.group(2).equals("in") ? Operator.In : Operator.NotIn;
      return Optional.of(Requirement.of(listed.group(1), operator, values(listed.group(3))));
    }
    return Optional.empty();
  }

  private static Set<String> values(String quoted) {
    return QUOTED
        .matcher(quoted)
        .results()
        .map(CalicoSelection::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(MatchResult quoted) {
    return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
  }
}
