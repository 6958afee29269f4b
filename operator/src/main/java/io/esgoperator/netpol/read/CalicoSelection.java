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
 * The pods that a Calico policy selects. Of Calico's selector language, terms joined by {@code &&}
 * are read; any other selector counts as one that may select every pod.
 */
final class CalicoSelection {
  private static final Pattern HAS = Pattern.compile("(!?)\\s*has\\(\\s*([\\w./-]+)\\s*\\)");
  private static final Pattern COMPARED =
      Pattern.compile("([\\w./-]+)\\s*(==|!=)\\s*(?:'([^']*)'|\"([^\"]*)\")");
  private static final Pattern LISTED =
      Pattern.compile("([\\w./-]+)\\s+(in|not\\s+in)\\s*\\{([^}]*)\\}");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private CalicoSelection() {}

  static Stream<PodQuery> of(ForeignSpec spec, Direction direction) {
    LabelQuery pods = query(spec.at("selector"));
    return Stream.of(
        spec.namespace() == null
            ? PodQuery.across(query(spec.at("namespaceSelector")), pods)
            : spec.pods(pods));
  }

  private static LabelQuery query(Object written) {
    if (written == null || written.toString().isBlank()) {
      return LabelQuery.EVERYTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String term : written.toString().split("&&")) {
      if (!term.strip().equals("all()")) {
        Optional<Requirement> requirement = requirement(term.strip());
        if (requirement.isEmpty() || requirement.get().key().contains("projectcalico.org/")) {
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
