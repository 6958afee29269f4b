package io.esgoperator.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the public DNS says about a gateway: its names, its domains, and block lists. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewayNames(
    @JsonPropertyDescription("When it was asked.") Instant asked,
    @JsonPropertyDescription("The generation of the spec that the questions are about.")
        @Min(0)
        @Max(MOST)
        Long generation,
    @JsonPropertyDescription("How many questions DNS servers were asked.") @Min(0) @Max(MOST)
        Integer questions,
    @JsonPropertyDescription("Why it could not be asked the last time; left out where it could.")
        String problem,
    @JsonPropertyDescription(
            "The names by which the gateway calls itself at port 25: in its greeting and in its answer to EHLO.")
        List<String> greetings,
    @JsonPropertyDescription("The answers, one a question.") List<NameAnswer> answers) {
  /** Within what every JSON reader and the field keep. */
  private static final long MOST = Integer.MAX_VALUE;

  public GatewayNames {
    greetings = greetings == null ? List.of() : List.copyOf(greetings);
    answers = answers == null ? List.of() : List.copyOf(answers);
  }

  /** The same with the names by which the gateway calls itself. */
  public GatewayNames greetingBy(List<String> hosts) {
    return new GatewayNames(asked, generation, questions, problem, hosts, answers);
  }

  /** The addresses that it was asked about: each was asked for its name. */
  @JsonIgnore
  public List<String> addresses() {
    return about(NameAnswer.About.PTR).map(NameAnswer::subject).toList();
  }

  /** The answers to one kind of question. */
  public Stream<NameAnswer> about(NameAnswer.About kind) {
    return answers.stream().filter(answer -> answer.about() == kind);
  }
}
