package io.esgoperator.probe.protocol;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.IntermediateResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.protocol.UnbindRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the root DSE without a bind (RFC 4512 section 5.1; protocols.md section 8.1). A refusal by
 * the directory is an answer too: the path is open.
 */
record LdapProber(boolean implicitTls) implements TimedProber {
  private static final int SEQUENCE = 0x30;
  private static final int LARGEST_ANSWER = 65_536;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout, peer))) {
      if (implicitTls) {
        talk.startTls(Trust.blind());
      }
      talk.say(bytes(1, rootDse()));
      ProbeResult result = read(talk);
      talk.leave(bytes(2, new UnbindRequestProtocolOp()));
      return result;
    }
  }

  private static ProbeResult read(Conversation talk) throws IOException {
    if (talk.peek() != SEQUENCE) {
      return ProbeResult.foreign(
          "expected an LDAP message, got the byte 0x%02x".formatted(talk.peek()));
    }
    try {
      return judge(
          LDAPMessage.readFrom(new ASN1StreamReader(talk.heard(), LARGEST_ANSWER), false)
              .getProtocolOp());
    } catch (LDAPException | RuntimeException unread) {
      Optional<IOException> failure = talk.failure();
      if (failure.isPresent()) {
        throw failure.get();
      }
      return ProbeResult.foreign("not an LDAP message: " + unread.getMessage());
    }
  }

  private static SearchRequestProtocolOp rootDse() {
    return new SearchRequestProtocolOp(
        "",
        SearchScope.BASE,
        DereferencePolicy.NEVER,
        2,
        5,
        false,
        Filter.createPresenceFilter("objectClass"),
        List.of("supportedLDAPVersion"));
  }

  private static byte[] bytes(int id, ProtocolOp operation) {
    return new LDAPMessage(id, operation).encode().encode();
  }

  private static ProbeResult judge(ProtocolOp answer) {
    if (answer instanceof SearchResultEntryProtocolOp) {
      return ProbeResult.answered("LDAP root DSE");
    }
    if (answer instanceof ExtendedResponseProtocolOp notice) {
      // A notice of disconnection is one (RFC 4511 section 4.4.1).
      return ProbeResult.answered(
          "LDAP notice, result code " + ResultCode.valueOf(notice.getResultCode()));
    }
    if (answer instanceof SearchResultReferenceProtocolOp
        || answer instanceof IntermediateResponseProtocolOp) {
      // A search may have them before its result (RFC 4511 sections 4.5.2 and 4.13).
      return ProbeResult.answered("LDAP answer before the result");
    }
    return answer instanceof SearchResultDoneProtocolOp done
        ? ProbeResult.answered("LDAP result code " + ResultCode.valueOf(done.getResultCode()))
        : ProbeResult.foreign(
            "expected the LDAP answer to a search, got " + answer.getClass().getSimpleName());
  }
}
