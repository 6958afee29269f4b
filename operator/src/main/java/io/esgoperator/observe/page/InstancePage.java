package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.StatusDocument.Nameserver;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.NameAnswer;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows the whole status of one instance. */
record InstancePage(MatrixRow instance, TimeElement time) {
  private static final String CONTENT =
      """
      <p class="trail"><a href="/">All instances</a></p>
      <h1>%s <small>in namespace %s</small></h1>
      <p class="lead">%s %s</p>
      %s%s<h2>Paths</h2>
      %s<h2>Last round of probes</h2>
      %s<h2>Open beyond the declaration</h2>
      %s%s%s%s%s%s%s<h2>Conditions</h2>
      %s<h2>Canaries: are policies enforced?</h2>
      %s<h2>Policies</h2>
      %s<h2>Host names</h2>
      %s""";

  Markup markup() {
    EsgInstanceStatus status = instance.status();
    return Markup.of(
        CONTENT,
        instance.name(),
        instance.namespace(),
        instance.badge(),
        status.summary(),
        list(status.atAGlance(), ""),
        Facts.of()
            .and(
                "Declared",
                time.element(
                    Instant.parse(instance.instance().getMetadata().getCreationTimestamp())))
            .markup(),
        status.paths().isEmpty()
            ? Markup.text("None is known yet.")
            : new HtmlPathTable(status.paths(), time).markup(),
        lastProbe(status.lastProbe()),
        list(status.undeclaredOpenings(), "Nothing was found."),
        headed("What Enforce would close", status.enforceWouldClose()),
        headed("Other policies", status.otherPolicies()),
        headed(
            "Name servers of the nodes",
            status.nameservers().stream().map(Nameserver::address).toList()),
        headed(
            "Leaves by",
            List.of("Address", "Paths", "Seen by", "Since", "Last seen"),
            status.egress(),
            this::egress),
        headed(
            "Certificates",
            List.of("Subject", "Paths", "For", "Issuer", "Ends"),
            status.certificates(),
            this::certificate),
        headed(
            "In the public DNS",
            List.of("Record", "About", "Is", "Says"),
            status.names() == null ? List.of() : status.names().answers(),
            InstancePage::name),
        table(
            "Conditions",
            List.of("Condition", "Status", "Since", "Why"),
            status.conditions(),
            this::condition),
        table(
            "Canaries",
            List.of("Direction", "Family", "Found", "When", "Why"),
            status.canaries(),
            this::canary),
        list(status.policies(), "The operator owns none."),
        table(
            "Host names",
            List.of("Name", "Addresses", "Since", "Problem"),
            status.resolvedHosts(),
            this::host));
  }

  private Markup lastProbe(LastProbe last) {
    return last == null
        ? new Markup("<p>There was none yet.</p>\n")
        : Facts.of()
            .and("Ended", time.element(last.time()))
            .and("Took", millis(last.durationMillis()))
            .and("Policy settled after", millis(last.settleMillis()))
            .and(
                "Compared with a pod beside it",
                last.control() == null ? null : last.control().name())
            .and("Job", last.job())
            .markup();
  }

  private static String millis(Long millis) {
    return millis == null ? null : millis + " ms";
  }

  private List<Object> condition(Condition condition) {
    return Stream.<Object>of(
            condition.getType(),
            condition.getStatus(),
            time.element(Instant.parse(condition.getLastTransitionTime())),
            Markup.of("%s<small>%s</small>", condition.getMessage(), condition.getReason()))
        .toList();
  }

  private List<Object> canary(CanaryStatus canary) {
    return Stream.<Object>of(
            canary.direction(),
            Markup.of("%s", canary.family()),
            canary.found(),
            time.element(canary.time()),
            Markup.of("%s<small>%s</small>", canary.message(), canary.reason()))
        .toList();
  }

  private List<Object> egress(EgressAddress one) {
    return List.of(
        one.address(),
        String.join(", ", one.paths()),
        String.join(", ", one.seenBy()),
        time.element(one.since()),
        time.element(one.seen()));
  }

  private List<Object> certificate(GatewayCertificate shown) {
    return List.of(
        shown.subject(),
        String.join(", ", shown.paths()),
        String.join(", ", shown.names())
            + (shown.moreNames() == null ? "" : " and %d more".formatted(shown.moreNames())),
        shown.issuer(),
        time.element(shown.until()));
  }

  private static List<Object> name(NameAnswer answer) {
    return List.of(
        answer.about(), answer.subject(), answer.state(), String.join(", ", answer.told()));
  }

  private List<Object> host(ResolvedHost host) {
    return Stream.<Object>of(
            host.host(),
            String.join(", ", host.addresses()),
            time.element(host.since()),
            Markup.of("%s", host.problem()))
        .toList();
  }

  private static Markup list(List<String> lines, String none) {
    if (lines.isEmpty()) {
      return none.isEmpty() ? Markup.NOTHING : Markup.of("<p>%s</p>\n", none);
    }
    return Markup.of(
        "<ul>%s</ul>\n",
        lines.stream().map(line -> Markup.of("<li>%s</li>", line)).collect(Markup.joined()));
  }

  /** A section that most instances do not have. */
  private static Markup headed(String title, List<String> lines) {
    return lines.isEmpty() ? Markup.NOTHING : Markup.of("<h2>%s</h2>\n%s", title, list(lines, ""));
  }

  private static <T> Markup headed(
      String title, List<String> heads, List<T> rows, Function<T, List<Object>> cells) {
    return rows.isEmpty()
        ? Markup.NOTHING
        : Markup.of("<h2>%s</h2>\n%s", title, table(title, heads, rows, cells));
  }

  private static <T> Markup table(
      String label, List<String> heads, List<T> rows, Function<T, List<Object>> cells) {
    return rows.isEmpty()
        ? new Markup("<p>None.</p>\n")
        : Markup.scrolling(
            label,
            Markup.of(
                """
                <table><thead><tr>%s</tr></thead>
                <tbody>
                %s</tbody></table>
                """,
                heads.stream()
                    .map(head -> Markup.of("<th scope=\"col\">%s</th>", head))
                    .collect(Markup.joined()),
                rows.stream().map(row -> row(cells.apply(row))).collect(Markup.joined())));
  }

  private static Markup row(List<Object> cells) {
    return Markup.of(
        "<tr><th scope=\"row\">%s</th>%s</tr>\n",
        cells.get(0),
        cells.stream()
            .skip(1)
            .map(cell -> Markup.of("<td>%s</td>", cell))
            .collect(Markup.joined()));
  }
}
