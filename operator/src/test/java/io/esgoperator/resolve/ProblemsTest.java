package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.WireParseException;
import org.xbill.DNS.lookup.InvalidZoneDataException;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;
import org.xbill.DNS.lookup.ServerFailedException;

class ProblemsTest {
  private static final String SILENCE = "the resolver gave no answer";

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new NoSuchDomainException(null, 1), "no such name (NXDOMAIN)"),
        Arguments.of(new ServerFailedException(), "the resolver failed (SERVFAIL)"),
        Arguments.of(new RedirectLoopException(16), "its aliases (CNAME) lead nowhere"),
        Arguments.of(new RedirectOverflowException(16), "its aliases (CNAME) lead nowhere"),
        Arguments.of(
            new UnusableAddressesException("127.0.0.1"),
            "the resolver answers 127.0.0.1, an address that no host can have"),
        Arguments.of(new WireParseException(), "the resolver's answer is malformed"),
        Arguments.of(new InvalidZoneDataException("odd"), "the resolver's answer is malformed"),
        Arguments.of(new LookupFailedException(), "the resolver refused or gave a bad answer"),
        Arguments.of(new IOException("timed out"), SILENCE),
        Arguments.of(new IllegalStateException("no socket"), SILENCE));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void each_fault_has_one_sentence_however_it_is_wrapped(Throwable fault, String sentence) {
    assertThat(Problems.describe(fault)).isEqualTo(sentence);
    assertThat(Problems.describe(new CompletionException(fault))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void only_silence_is_worth_another_try_at_once(Throwable fault, String sentence) {
    assertThat(Problems.isSilence(fault)).isEqualTo(sentence.equals(SILENCE));
  }
}
