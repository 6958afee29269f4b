package io.esgoperator.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.PlainText;
import java.util.List;
import java.util.stream.Stream;

/** The answer to one question of {@link NameQuestions}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NameAnswer(
    @JsonPropertyDescription(
            "The record that answers: PTR, SPF, MX, MTA_STS, TLSA, or DNSBL for a block list; GREETING and CERTIFICATE compare what the gateway shows.")
        About about,
    @JsonPropertyDescription(
            "What it is about: an address (PTR), a domain and an address (SPF), a domain (MX, MTA_STS), a host (TLSA), a list and an address (DNSBL).")
        String subject,
    @JsonPropertyDescription(
            "What the public DNS says of it, in one word; Unknown without an answer.")
        NameState state,
    @JsonPropertyDescription("What its records say; where it is Unknown, why.") List<String> told) {
  /** Texts that are told at most. */
  public static final int MOST_TOLD = 6;

  private static final String MORE = "...";

  /** Characters of one text. */
  public static final int ROOM = 120;

  /** The kinds of questions, by the record that answers them. */
  public enum About {
    PTR,
    SPF,
    MX,
    MTA_STS,
    TLSA,
    DNSBL,
    /** The name by which the gateway greets, beside its other names: no question. */
    GREETING,
    /** The certificate of its port 25, beside the names of its MX: no question. */
    CERTIFICATE
  }

  /** Its texts are strangers': they are cut, and show nothing but letters, in one line each. */
  public NameAnswer {
    told =
        told == null
            ? List.of()
            : told.stream().limit(MOST_TOLD).map(text -> PlainText.line(text, ROOM)).toList();
  }

  /** The same, of which nothing is known. */
  NameAnswer doubted(String why) {
    return new NameAnswer(about, subject, NameState.Unknown, List.of(why));
  }

  /** The same with less room for what is told. Pins that are left out are told as such. */
  public NameAnswer within(int texts, int room) {
    return new NameAnswer(
        about,
        subject,
        state,
        (about == About.TLSA ? first(told, texts) : told.stream().limit(texts))
            .map(text -> PlainText.line(text, room))
            .toList());
  }

  /** All texts, or one less than the most and a mark that there are more. */
  public static Stream<String> first(List<String> texts, int most) {
    return texts.size() <= most
        ? texts.stream()
        : Stream.concat(texts.stream().limit(Math.max(0, most - 1)), Stream.of(MORE));
  }
}
