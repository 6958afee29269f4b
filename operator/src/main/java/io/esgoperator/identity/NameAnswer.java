package io.esgoperator.identity;

import java.util.List;

/**
 * The answer to one question of {@link NameQuestions}.
 *
 * @param about the kind of question
 * @param subject what it is about: an address (PTR), a domain and an address (SPF), a domain (MX,
 *     MTA-STS), a host (TLSA), a list and an address (block list); two words are parted by a blank
 * @param told what the records say, as its state describes; {@link #MOST_TOLD} texts of {@link
 *     #ROOM} characters at most
 */
public record NameAnswer(About about, String subject, NameState state, List<String> told) {
  public static final int MOST_TOLD = 6;

  /** Characters of one text. */
  public static final int ROOM = 120;

  /** The kinds of questions, by the record that answers them. */
  public enum About {
    PTR,
    SPF,
    MX,
    MTA_STS,
    TLSA,
    DNSBL
  }

  public NameAnswer {
    told = List.copyOf(told);
  }
}
