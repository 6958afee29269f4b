package io.esgoperator.identity;

import java.util.List;

/** All answers to {@link NameQuestions}, and how many questions DNS servers were asked. */
public record NameAnswers(int questions, List<NameAnswer> answers) {
  public NameAnswers {
    answers = List.copyOf(answers);
  }

  /** The same questions, of which no answer is reliable. */
  public NameAnswers doubted(String why) {
    return new NameAnswers(questions, answers.stream().map(answer -> answer.doubted(why)).toList());
  }
}
