package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Culprit.Kind;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.probe.Finding;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a finding means, and the sentence for it. The sentence is on the target, the number of tries
 * and the evidence, in this order.
 */
record Meaning(Verdict verdict, Kind culprit, String sentence, Remedy remedy) {
  static final Map<Finding, Meaning> TABLE = new EnumMap<>(Finding.class);

  /** Other texts for inbound paths: the peer is the gateway itself, and nothing lies between. */
  static final Map<Finding, Meaning> AT_THE_GATEWAY = new EnumMap<>(Finding.class);

  /** Other texts where one server was asked: its own manner, or of something in between. */
  static final Map<Finding, Meaning> OF_ONE_SERVER = new EnumMap<>(Finding.class);

  /** Other texts where several servers of one owner show the same. */
  static final Map<Finding, Meaning> OF_ONE_OWNER = new EnumMap<>(Finding.class);

  /** Other texts where TLS named no host, since the target is an address. */
  static final Map<Finding, Meaning> WITHOUT_NAME = new EnumMap<>(Finding.class);

  /** Other texts for a probe outside: it asks one gateway, and the network lies between. */
  static final Map<Finding, Meaning> FROM_OUTSIDE = new EnumMap<>(Finding.class);

  private static final String SLOW_OR_HELD =
      "%1$s accepted the connection and then stayed silent (%2$s: %3$s): it is slow or hangs, or something in between holds it.";
  private static final String STALLED =
      "%1$s accepted the connection, and TLS on it stalled (%2$s: %3$s): the server hangs, large packets are lost on the way (its MTU), or something in between holds it.";
  private static final String CUT =
      "The connection to %1$s was cut before a word in its protocol (%2$s: %3$s), by the server or by something in between.";
  private static final String UNFINISHED =
      "%1$s answered, and TLS then stalled (%2$s: %3$s): the server hangs, large packets are lost on the way (its MTU), or something in between holds it.";
  private static final String MID_WORD =
      "%1$s began to answer and did not end in time (%2$s: %3$s): it is slow, or what stands before it is.";
  private static final String ITS_MANNER =
      "%1$s answered (%3$s). No other server showed this, so it may be its own manner.";
  private static final String HANGS = "%1$s answered, and then hung (%2$s: %3$s).";
  private static final String ANOTHER_SERVICE =
      "%1$s answered, and not in the path's protocol (%2$s: %3$s): another service listens there, or something in between answers.";
  private static final String IN_CLEAR_TEXT =
      "%1$s answered in clear text where TLS was expected (%2$s: %3$s).";

  // spotless:off
  static {
    row(Finding.Answered, Verdict.Open, null, "%1$s answered: %3$s.", Remedy.None);
    TABLE.put(Finding.Declined, TABLE.get(Finding.Answered));
    row(Finding.NoAnswer, Verdict.Blocked, null, "%1$s did not answer (%2$s).", Remedy.OpenPath);
    row(Finding.Refused, Verdict.Refused, null,
        "%1$s refused the probe (%2$s): a filter rejects it, or the port is closed there.", Remedy.OpenPath);
    row(Finding.Prohibited, Verdict.Refused, Kind.Filter, "A filter on the way to %1$s rejected the probe (%2$s: %3$s).", Remedy.OpenPath);
    row(Finding.SourceRestricted, Verdict.Unknown, null,
        "Only the declared networks may connect: a pod in none of them did not get through to %1$s (%3$s), as it should be. Whether those inside do, only a probe from there shows: probe --from-outside.", Remedy.None);
    row(Finding.SourceNotRestricted, Verdict.Unknown, null,
        "Only the declared networks may connect, and yet a pod in none of them got through to %1$s (%2$s: %3$s): another policy opens the port to it (see status.details.undeclaredOpenings), or the network plugin does not look at sources.", Remedy.None);
    row(Finding.ProxyHeaderRefused, Verdict.Unknown, null, "%1$s takes no PROXY header (%2$s: %3$s).", Remedy.TakeOutProxyProtocol);
    row(Finding.ProbeFault, Verdict.Unknown, Kind.Probe, "The probe could not ask %1$s (%2$s: %3$s).", Remedy.None);
    TABLE.put(Finding.NoRoute, TABLE.get(Finding.ProbeFault));
    row(Finding.HeldMidWord, Verdict.Unknown, null, MID_WORD, Remedy.None);
    tampered(Finding.FellSilent,
        "%1$s answered and then stayed silent, as an unrelated server did (%2$s: %3$s): something in between holds the connection.", Remedy.NoInspection);
    tampered(Finding.Held,
        "The connection to %1$s was accepted and then stayed silent (%2$s: %3$s): something in between holds it.", Remedy.NoInspection);
    tampered(Finding.HandshakeStalled,
        "%1$s accepted the connection, and TLS on it stalled (%2$s: %3$s): something in between holds it.", Remedy.NoInspection);
    tampered(Finding.HandshakeUnfinished,
        "%1$s answered, and TLS then stalled (%2$s: %3$s): something in between holds it.", Remedy.NoInspection);
    tampered(Finding.ClosedEarly,
        "The connection to %1$s was cut before the server said a word in its protocol (%2$s: %3$s).", Remedy.NoInspection);
    tampered(Finding.ForeignAnswer, "Something other than %1$s answered (%2$s: %3$s).", Remedy.NoInspection);
    TABLE.put(Finding.ClearText, TABLE.get(Finding.ForeignAnswer));
    tampered(Finding.AnswersForOthers,
        "%1$s is an unused address, and yet it answers: something in between answers in the place of others (%3$s).", Remedy.NoRedirection);
    tampered(Finding.ConnectsForOthers,
        "%1$s is an unused address, and yet a connection to it is accepted: a proxy stands on the path (%3$s).", Remedy.NoInspection);
    tampered(Finding.SameEverywhere,
        "Unrelated servers show the same identity, so one server answers for all (%3$s).", Remedy.NoRedirection);
    tampered(Finding.ForeignCertificate,
        "%1$s does not show its own certificate: something in between decrypts the connection (%3$s).", Remedy.NoDecryption);
    tampered(Finding.BannerMasked, "The greeting of %1$s is masked (%3$s).", Remedy.NoMailInspection);
    tampered(Finding.StartTlsMasked, "STARTTLS of %1$s is overwritten, so that mail goes unencrypted (%3$s).", Remedy.NoMailInspection);
    tampered(Finding.CapabilityMasked, "A capability of %1$s is overwritten (%3$s).", Remedy.NoMailInspection);
    tampered(Finding.StartTlsStripped,
        "%1$s is known to offer STARTTLS, and something in between takes it away (%3$s).", Remedy.NoMailInspection);
    tampered(Finding.StartTlsCut,
        "%1$s greeted and is known to speak TLS, and something in between ends the connection when TLS begins (%2$s: %3$s).", Remedy.NoMailInspection);
    tampered(Finding.DnsRedirected, "A resolver answers in the place of %1$s (%3$s).", Remedy.NoRedirection);
    tampered(Finding.EgressDiffers,
        "Questions to %1$s leave by one address over UDP and by another over TCP, so one of them is redirected (%3$s).", Remedy.NoRedirection);
    tampered(Finding.EdnsStripped, "EDNS is taken away on the way to %1$s, so that long answers fail (%3$s).", Remedy.NoNameInspection);
    tampered(Finding.DnssecStripped, "DNSSEC is taken away on the way to %1$s (%3$s).", Remedy.NoNameInspection);
    tampered(Finding.CaseChanged, "Something on the way to %1$s rewrites names (%3$s).", Remedy.NoNameInspection);
    tampered(Finding.EdnsClamped, "Something on the way to %1$s lowers the length of answers (%3$s).", Remedy.NoNameInspection);
    tampered(Finding.LongAnswersLost, "Long answers of %1$s are lost (%3$s).", Remedy.NoNameInspection);
    tampered(Finding.RateLimited,
        "Something counts the questions to %1$s: %3$s. So may that server itself, unless its owner agreed to the pace.", Remedy.NoRateLimit);
    tampered(Finding.TlsLowered, "%1$s speaks TLS 1.3, and something in between lowers it (%3$s).", Remedy.NoDecryption);
    tampered(Finding.AlpnLowered, "%1$s speaks HTTP/2, and something in between lowers it (%3$s).", Remedy.NoDecryption);
    tampered(Finding.ThroughProxy, "Unrelated servers answer through the same proxy (%3$s).", Remedy.NoProxy);
    tampered(Finding.ForeignPage, "Something answers with a page of its own in the place of %1$s (%3$s).", Remedy.NoProxy);
    atTheGateway(Finding.NoAnswer, Verdict.Blocked, Kind.GatewayOrClusterNetwork,
        "%1$s did not answer a pod beside it (%2$s): something before it, or a firewall of its own, drops the probe.", Remedy.LookAtTheCluster);
    atTheGateway(Finding.Refused, Verdict.Refused, Kind.GatewayOrClusterNetwork,
        "%1$s refused the probe of a pod beside it (%2$s): nothing listens there, or something rejects it.", Remedy.LookAtTheCluster);
    atTheGateway(Finding.Prohibited, Verdict.Refused, Kind.GatewayOrClusterNetwork,
        "The way to %1$s ends before it, for a pod beside it (%2$s: %3$s): its pod or node is gone, or a filter rejects the probe.", Remedy.LookAtTheCluster);
    atTheGateway(Finding.Held, Verdict.Unknown, Kind.Gateway,
        "%1$s accepted the connection and then stayed silent (%2$s: %3$s): it hangs, or a proxy in its pod does.", Remedy.LookAtTheGateway);
    atTheGateway(Finding.HandshakeStalled, Verdict.Unknown, Kind.Gateway,
        "%1$s accepted the connection, and TLS on it stalled (%2$s: %3$s): it hangs, or a proxy in its pod does.", Remedy.LookAtTheGateway);
    atTheGateway(Finding.HandshakeUnfinished, Verdict.Unknown, Kind.Gateway,
        "%1$s answered, and TLS then stalled (%2$s: %3$s): it hangs, or a proxy in its pod does.", Remedy.LookAtTheGateway);
    atTheGateway(Finding.HeldMidWord, Verdict.Unknown, Kind.Gateway, MID_WORD, Remedy.LookAtTheGateway);
    atTheGateway(Finding.FellSilent, Verdict.Open, null, HANGS, Remedy.LookAtTheGateway);
    atTheGateway(Finding.ClosedEarly, Verdict.Unknown, Kind.Gateway,
        "%1$s cut the connection before it said a word in its protocol (%2$s: %3$s).", Remedy.LookAtTheGateway);
    atTheGateway(Finding.ClearText, Verdict.Unknown, Kind.Gateway, IN_CLEAR_TEXT, Remedy.LookAtTheGateway);
    atTheGateway(Finding.ForeignAnswer, Verdict.Unknown, Kind.Gateway, ANOTHER_SERVICE, Remedy.LookAtTheGateway);
    ofOneServer(Finding.ForeignAnswer, Verdict.Unknown, ANOTHER_SERVICE);
    ofOneServer(Finding.ClearText, Verdict.Unknown, IN_CLEAR_TEXT);
    ofOneServer(Finding.Held, Verdict.Unknown, SLOW_OR_HELD);
    ofOneServer(Finding.HandshakeStalled, Verdict.Unknown, STALLED);
    ofOneServer(Finding.HandshakeUnfinished, Verdict.Unknown, UNFINISHED);
    ofOneServer(Finding.FellSilent, Verdict.Open, ITS_MANNER);
    ofOneServer(Finding.ClosedEarly, Verdict.Refused, CUT);
    ofOneServer(Finding.Prohibited, Verdict.Refused,
        "The way to %1$s ends before it (%2$s: %3$s): its last router does not find it, or a filter rejects the probe.");
    ofOneServer(Finding.ForeignPage, Verdict.Unknown,
        "%1$s shows another page than it is known for (%3$s): it is in trouble or has changed it, or something in between answers.");
    Stream.concat(
            EnumSet.range(Finding.ForeignAnswer, Finding.Held).stream(),
            Stream.of(Finding.ClosedEarly, Finding.Prohibited))
        .forEach(finding -> OF_ONE_OWNER.put(finding, OF_ONE_SERVER.get(finding).advising(Remedy.AskTheOwner)));
    WITHOUT_NAME.put(Finding.ClosedEarly, new Meaning(Verdict.Unknown, null,
        "%1$s closed the connection when TLS began (%2$s: %3$s). The target is an address, so the probe named no host (SNI): the server may want a name, or something in between cuts the connection.",
        Remedy.AskByName));
    // What a server does by itself, or a device in front of it.
    Stream.of(
            EnumSet.range(Finding.BannerMasked, Finding.CapabilityMasked),
            EnumSet.range(Finding.EdnsStripped, Finding.LongAnswersLost))
        .flatMap(EnumSet::stream)
        .forEach(finding -> ofOneServer(finding, Verdict.Open, ITS_MANNER));
    fromOutside(Finding.ForeignAnswer, Verdict.Unknown, ANOTHER_SERVICE);
    fromOutside(Finding.Held, Verdict.Unknown, SLOW_OR_HELD);
    fromOutside(Finding.HandshakeStalled, Verdict.Unknown, STALLED);
    fromOutside(Finding.HandshakeUnfinished, Verdict.Unknown, UNFINISHED);
    fromOutside(Finding.FellSilent, Verdict.Open, HANGS);
    fromOutside(Finding.ClosedEarly, Verdict.Unknown, CUT);
    FROM_OUTSIDE.put(Finding.ClearText, AT_THE_GATEWAY.get(Finding.ClearText));
  }

  // spotless:on

  private Meaning advising(Remedy other) {
    return new Meaning(verdict, culprit, sentence, other);
  }

  private static void row(
      Finding finding, Verdict verdict, Kind culprit, String sentence, Remedy remedy) {
    TABLE.put(finding, new Meaning(verdict, culprit, sentence, remedy));
  }

  private static void atTheGateway(
      Finding finding, Verdict verdict, Kind culprit, String sentence, Remedy remedy) {
    AT_THE_GATEWAY.put(finding, new Meaning(verdict, culprit, sentence, remedy));
  }

  private static void ofOneServer(Finding finding, Verdict verdict, String sentence) {
    OF_ONE_SERVER.put(finding, new Meaning(verdict, null, sentence, Remedy.AskAnother));
  }

  private static void fromOutside(Finding finding, Verdict verdict, String sentence) {
    FROM_OUTSIDE.put(finding, new Meaning(verdict, null, sentence, Remedy.LookAtTheGateway));
  }

  private static void tampered(Finding finding, String sentence, Remedy remedy) {
    row(finding, Verdict.Tampered, null, sentence, remedy);
  }
}
