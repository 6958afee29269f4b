package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.names.recursion.Lookups;
import io.esgoperator.probe.names.recursion.Recursion;
import io.esgoperator.probe.names.recursion.WorldReach;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.Deadline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.xbill.DNS.Name;

/**
 * Answers all questions about a gateway's names side by side.
 *
 * @param executor must not limit its threads: each answer waits for its own servers. There are as
 *     many as answers, 92 for the largest plan
 * @param trust judges certificates
 * @param total the time for all; what is not answered by then is unknown
 */
public record NameProbe(Executor executor, WorldReach reach, Trust trust, Duration total) {
  /** More than a name takes whose servers are silent one after the other. */
  public static final Duration TOTAL = Duration.ofSeconds(20);

  /** Questions for one answer: a sender policy with ten includes takes this at worst. */
  private static final int OF_AN_ANSWER = 80;

  /**
   * Asks, and waits for the answers.
   *
   * @throws IllegalArgumentException where an address of the plan is none
   */
  public NameAnswers ask(NameQuestions questions) {
    List<InetAddress> roots = questions.roots().stream().map(Cidr::literal).toList();
    Deadline end = Deadline.in(total);
    Recursion recursion = new Recursion(roots, reach, end);
    List<PendingAnswers> pending =
        tasks(questions).stream()
            .map(task -> PendingAnswers.begin(task, recursion.lookups(OF_AN_ANSWER), executor))
            .toList();
    List<NameAnswer> answers = pending.stream().flatMap(one -> one.within(end).stream()).toList();
    return new NameAnswers(recursion.questions(), once(answers));
  }

  /** Domains share mail exchangers. */
  private static List<NameAnswer> once(List<NameAnswer> answers) {
    Map<Answering, NameAnswer> known = new LinkedHashMap<>();
    answers.forEach(
        answer -> known.putIfAbsent(new Answering(answer.about(), answer.subject()), answer));
    return List.copyOf(known.values());
  }

  private List<NameTask> tasks(NameQuestions questions) {
    List<NameTask> tasks = new ArrayList<>();
    List<InetAddress> entrances = questions.entrances().stream().map(Cidr::literal).toList();
    for (String address : questions.addresses()) {
      tasks.add(
          NameTask.of(
              About.PTR,
              address,
              (lookups, answer) -> new ReverseNames(lookups).about(Cidr.literal(address), answer)));
    }
    for (String domain : questions.domains()) {
      for (String address : questions.addresses()) {
        tasks.add(
            named(
                About.SPF,
                domain,
                domain + " " + address,
                lookups ->
                    (name, answer) ->
                        SenderPolicy.about(name, Cidr.literal(address), lookups, answer)));
      }
      tasks.add(
          named(
              About.MX,
              domain,
              domain,
              lookups -> new MailRoutes(lookups, entrances, reach.world())::about));
      tasks.add(
          named(
              About.MTA_STS,
              domain,
              domain,
              lookups -> new TransportPolicies(lookups, reach, trust)::about));
      tasks.add(
          NameTask.ofHosts(
              lookups -> NameText.parse(domain).map(new Pins(lookups)::about).orElseGet(List::of)));
    }
    for (String list : questions.blockLists()) {
      for (String address : questions.addresses()) {
        tasks.add(
            named(
                About.DNSBL,
                list,
                list + " " + address,
                lookups ->
                    (name, answer) ->
                        new BlockLists(lookups).about(name, Cidr.literal(address), answer)));
      }
    }
    return tasks;
  }

  private static NameTask named(
      About about,
      String name,
      String subject,
      Function<Lookups, BiFunction<Name, Answering, NameAnswer>> asking) {
    return NameTask.of(
        about,
        subject,
        (lookups, answer) ->
            NameText.parse(name)
                .map(parsed -> asking.apply(lookups).apply(parsed, answer))
                .orElseGet(() -> answer.unknown(name + " is no name of the DNS")));
  }
}
