package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses by which a block list answers. Those of 127.255.255.0/24 say that it did not take
 * the question, as large lists have agreed; so does 127.0.0.1 of some, and of what blocks names on
 * the way. Those outside 127.0.0.0/8 are not a list's.
 */
record ListEntry(List<InetAddress> codes) {
  private static final Cidr OF_LISTS = Cidr.parse("127.0.0.0/8");
  private static final Cidr OF_REFUSALS = Cidr.parse("127.255.255.0/24");
  private static final Cidr OF_THIS_HOST = Cidr.parse("127.0.0.1");

  private static final Map<InetAddress, NameState> REFUSALS =
      Map.of(
          Cidr.literal("127.255.255.252"), NameState.NoBlockList,
          Cidr.literal("127.255.255.254"), NameState.AskedThroughPublicResolver,
          Cidr.literal("127.255.255.255"), NameState.AskedTooOften);

  /** The answer where the list did not take the question. */
  Optional<NameAnswer> refusal(Answering answer) {
    return codes.stream()
        .filter(
            code ->
                OF_REFUSALS.contains(code)
                    || OF_THIS_HOST.contains(code)
                    || !OF_LISTS.contains(code))
        .findFirst()
        .map(
            code ->
                REFUSALS.containsKey(code)
                    ? answer.say(REFUSALS.get(code), AddressText.of(code))
                    : answer.unknown(
                        "answers %s, which is no entry".formatted(AddressText.of(code))));
  }

  NameAnswer said(Answering answer, String... texts) {
    return answer.say(
        NameState.Listed,
        Stream.concat(
            Stream.of(
                codes.stream().map(AddressText::of).sorted().collect(Collectors.joining(" "))),
            Stream.of(texts)));
  }
}
