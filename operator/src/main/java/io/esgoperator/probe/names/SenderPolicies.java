package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.probe.names.recursion.Lookups;
import java.net.InetAddress;
import org.xbill.DNS.Name;

/** Whether a domain lets an address send its mail. */
record SenderPolicies(Lookups lookups) {
  NameAnswer about(Name domain, InetAddress address, Answering answer) {
    SpfResult result = new SenderPolicy(lookups, address, domain).of(domain);
    return switch (result.kind()) {
      case Pass -> answer.say(NameState.Permitted, result.kind().text(), result.why());
      case Fail, SoftFail, Neutral ->
          answer.say(NameState.NotPermitted, result.kind().text(), result.why());
      case None -> answer.say(NameState.NoSenderPolicy);
      case PermError -> answer.say(NameState.SenderPolicyBroken, result.why());
      case TempError -> answer.unknown(result.why());
    };
  }
}
