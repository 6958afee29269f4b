package io.esgoperator.diagnose.identity;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each state of a name means for mail. In a sentence, %1$s is the first word of the subject,
 * %2$s the second one, %3$s what is told first, %4$s all that is told, %5$s the record, and %6$s
 * the whole subject.
 *
 * @param sentence null where there is nothing to tell
 * @param consequence what it costs, and what to do; null where nothing is amiss
 */
record NameMeaning(Standing standing, String sentence, String consequence) {
  /** What a state is to the gateway's mail. */
  enum Standing {
    GOOD,
    /** Such is usual, and may be meant. */
    REMARK,
    AMISS,
    UNKNOWN
  }

  private static final Map<NameState, NameMeaning> TABLE = new EnumMap<>(NameState.class);

  // spotless:off
  static {
    row(NameState.Confirmed, Standing.GOOD, "%3$s is the name of %1$s and leads back to it");
    amiss(NameState.NoReverseName, "%1$s has no PTR record",
        "Large receivers refuse mail from such an address or take it for spam. Do: have the provider of the address (the cloud, the internet provider) set its PTR record to the gateway's name");
    amiss(NameState.Unconfirmed, "The PTR record of %1$s names %4$s, which does not lead back to it",
        "Receivers refuse mail from such an address or take it for spam. Do: give %3$s an A or AAAA record with %1$s, or have the provider of the address correct the PTR record");
    row(NameState.Permitted, Standing.GOOD, "SPF of %1$s permits %2$s");
    row(NameState.PermitsEveryAddress, Standing.REMARK, "SPF of %1$s permits %2$s, and every other address (%4$s), so that anything may send in its name, and some receivers take its mail for spam");
    amiss(NameState.NotPermitted, "SPF of %1$s does not permit %2$s (%4$s)",
        "Receivers refuse such mail or take it for spam. Do: add the address to the record, or lead the gateway out by one that is in it");
    amiss(NameState.NoSenderPolicy, "%1$s has no SPF record",
        "Large receivers take its mail for spam. Do: publish one that has %2$s, as a TXT record at %1$s");
    amiss(NameState.SenderPolicyBroken, "SPF of %1$s cannot be used: %4$s",
        "Receivers treat its mail as mail without SPF, or refuse it. Do: correct the TXT record at %1$s");
    row(NameState.LeadsHere, Standing.GOOD, "MX of %1$s leads here (%3$s)");
    row(NameState.LeadsSomewhere, Standing.GOOD, "MX of %1$s leads to %4$s");
    row(NameState.LeadsElsewhere, Standing.REMARK, "MX of %1$s leads to %4$s, where this gateway takes no mail, as far as its Services show");
    amiss(NameState.NoMailExchanger, "%1$s has neither an MX record nor an address in the world",
        "Mail for it comes back, and many receivers refuse mail from such a domain. Do: publish its MX record, or a null MX (0 .) if it takes no mail");
    row(NameState.TakesNoMail, Standing.REMARK, "%1$s says by a null MX that it takes no mail");
    amiss(NameState.MailExchangerWithoutAddress, "MX of %1$s names %4$s, which has no address in the world",
        "Mail for %1$s waits at its senders and comes back. Do: give the host an A or AAAA record with its public address, or correct the MX record");
    row(NameState.NoTransportPolicy, Standing.GOOD, null);
    row(NameState.TransportPolicyAgrees, Standing.GOOD, "MTA-STS of %1$s (%3$s) names its MX hosts");
    amiss(NameState.TransportPolicyLeavesOut, "MTA-STS of %1$s does not name all of its MX hosts (%4$s)",
        "In mode enforce, senders such as Gmail and Outlook deliver nothing to a host that is left out. Do: name it in https://mta-sts.%1$s/.well-known/mta-sts.txt, and change the id of the TXT record _mta-sts.%1$s");
    amiss(NameState.TransportPolicyBroken, "MTA-STS of %1$s is announced, and its policy cannot be read: %4$s",
        "Senders go on without it, or by the last one that they read, which may not fit any more. Do: mend https://mta-sts.%1$s/.well-known/mta-sts.txt, or take the TXT record _mta-sts.%1$s away");
    row(NameState.NoPin, Standing.GOOD, null);
    row(NameState.Pinned, Standing.GOOD, "%1$s has TLSA records (DANE) that are not compared with the gateway's certificate: %4$s");
    row(NameState.GreetsByItsName, Standing.GOOD, "The gateway calls itself %1$s, which is its name");
    row(NameState.GreetsByAnotherName, Standing.REMARK, "The gateway calls itself %1$s, and its addresses and MX have other names (%4$s): if it says that name in EHLO as it sends, some receivers take its mail for spam");
    row(NameState.CertificateNamesHost, Standing.GOOD, "The certificate of port 25 is for %1$s");
    row(NameState.CertificateLacksHost, Standing.REMARK, "The certificate of port 25 is for %4$s and not for %1$s, which matters once MTA-STS or DANE is announced");
    amiss(NameState.CertificateRefused, "The certificate of port 25 is for %4$s and not for %1$s, and MTA-STS is announced",
        "In mode enforce, senders such as Gmail and Outlook deliver nothing there. Do: have a certificate issued that names %1$s");
    amiss(NameState.CertificateSelfSigned, "The certificate of port 25 is for %1$s and signed by itself, and MTA-STS is announced",
        "In mode enforce, senders such as Gmail and Outlook deliver nothing there. Do: have one issued by a public authority");
    row(NameState.PinMatches, Standing.GOOD, "A TLSA record of %1$s (DANE) has the gateway's certificate");
    amiss(NameState.PinDiffers, "No TLSA record of %1$s (DANE) has the gateway's certificate or its key: %4$s",
        "Senders that follow DANE deliver nothing there. Do: publish 3 1 1 with status.certificates' keyDigest at _25._tcp.%1$s, and keep the old record for a day");
    row(NameState.NotListed, Standing.GOOD, "%1$s does not list %2$s");
    amiss(NameState.Listed, "%1$s lists %2$s (%4$s)",
        "Receivers that ask this list refuse the gateway's mail. Do: read its reason. If it lists addresses of end users by policy, have the address's provider release it, or send through a relay (spec.relay); else find what was sent (a stolen account, an open relay, another machine behind the same address), end it, and then ask the list's owner for removal");
    row(NameState.AskedThroughPublicResolver, Standing.UNKNOWN, "%1$s does not answer about %2$s, since it takes the one that asks for a public resolver (%4$s): the gateway leaves by an address without a PTR record of its own, or something leads its questions elsewhere; the gateway's own look-ups in lists fail in the same way");
    row(NameState.AskedTooOften, Standing.UNKNOWN, "%1$s does not answer about %2$s, since it was asked too often (%4$s): the gateway's own look-ups fail in the same way; its owner may want a contract");
    row(NameState.NoBlockList, Standing.UNKNOWN, "%1$s is no block list that works for the gateway (%4$s): it has ended, or answers those alone that are registered. Take it out of spec.egress.blockLists and of the gateway's own lists");
    row(NameState.Unknown, Standing.UNKNOWN, "%5$s of %6$s: %4$s");
  }
  // spotless:on

  private static void row(NameState state, Standing standing, String sentence) {
    TABLE.put(state, new NameMeaning(standing, sentence, null));
  }

  private static void amiss(NameState state, String sentence, String consequence) {
    TABLE.put(state, new NameMeaning(Standing.AMISS, sentence, consequence));
  }

  static NameMeaning of(NameState state) {
    return TABLE.get(state);
  }

  boolean tells() {
    return sentence != null;
  }

  String sentence(NameAnswer answer) {
    return fill(sentence, answer);
  }

  String consequence(NameAnswer answer) {
    return fill(consequence, answer);
  }

  private static String fill(String template, NameAnswer answer) {
    String[] subject = answer.subject().split(" ", 2);
    return template.formatted(
        subject[0],
        subject.length > 1 ? subject[1] : "",
        answer.told().isEmpty() ? "" : answer.told().get(0),
        String.join(", ", answer.told()),
        answer.about(),
        answer.subject());
  }
}
