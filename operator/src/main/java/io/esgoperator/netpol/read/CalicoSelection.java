package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.Operator;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.ArrayList;
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
  private static final Pattern HAS = Pattern.compile("(!?)\\s*has\\(\\s*([\\w./-]+)\\s*\\)");
  private static final Pattern COMPARED =
      Pattern.compile("([\\w./-]+)\\s*(==|!=)\\s*(?:'([^']*)'|\"([^\"]*)\")");
  private static final Pattern LISTED =
      Pattern.compile("([\\w./-]+)\\s+(in|not\\s+in)\\s*\\{([^}]*)\\}");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  /**
   * Labels that a pod has by Calico alone: its own ones, and those of the pod's namespace and
   * service account (projectcalico/calico, libcalico-go/lib/backend/k8s/conversion).
   */
  private static final Pattern CALICOS =
      Pattern.compile("(pcns|pcsa)\\..*|.*projectcalico\\.org/.*");

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

  private static PodQuery selected(ForeignSpec spec) {
    LabelQuery pods = query(spec.at("selector"));
    return spec.namespace() == null
        ? PodQuery.across(query(spec.at("namespaceSelector")), pods)
        : spec.pods(pods);
  }

  private static LabelQuery query(Object written) {
    if (written == null || written.toString().isBlank()) {
      return LabelQuery.EVERYTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String term : written.toString().split("&&")) {
      if (!term.strip().equals("all()")) {
        Optional<Requirement> requirement = requirement(term.strip());
        if (requirement.isEmpty() || CALICOS.matcher(requirement.get().key()).matches()) {
          return LabelQuery.EVERYTHING;
        }
        requirements.add(requirement.get());
      }
    }
    return new LabelQuery(requirements);
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
