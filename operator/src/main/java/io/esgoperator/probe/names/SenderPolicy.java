package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.SpfRecord.Directive;
import io.esgoperator.probe.names.SpfResult.ErrorException;
import io.esgoperator.probe.names.SpfResult.Kind;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * One evaluation of check_host() (RFC 7208 section 4) for a client's address, with postmaster of
 * the domain as the sender, as of a bounce.
 */
final class SenderPolicy {
  private static final int MOST_LOOKUPS = 10;
  private static final int MOST_VOIDS = 2;
  private static final int MOST_EXCHANGERS = 10;
  private static final int LONGEST = 253;

  private final Lookups lookups;
  private final InetAddress client;
  private final SpfMacros macros;
  private int lookedUp;
  private int voids;

  /** Whether what permits the client permits every address of its family. */
  private boolean permitsEvery;

  SenderPolicy(Lookups lookups, InetAddress client, Name sender) {
    this.lookups = lookups;
    this.client = client;
    this.macros = new SpfMacros(client, NameText.of(sender));
  }

  /** Whether a domain lets an address send its mail. */
  static NameAnswer about(Name domain, InetAddress address, Lookups lookups, Answering answer) {
    SenderPolicy policy = new SenderPolicy(lookups, address, domain);
    SpfResult result = policy.of(domain);
    return switch (result.kind()) {
      case Pass ->
          answer.say(
              policy.permitsEvery ? NameState.PermitsEveryAddress : NameState.Permitted,
              result.kind().text(),
              result.why());
      case Fail, SoftFail, Neutral ->
          answer.say(NameState.NotPermitted, result.kind().text(), result.why());
      case None -> answer.say(NameState.NoSenderPolicy);
      case PermError -> answer.say(NameState.SenderPolicyBroken, result.why());
      case TempError -> answer.unknown(result.why());
    };
  }

  SpfResult of(Name domain) {
    try {
      Optional<String> text = text(domain);
      return text.isEmpty()
          ? new SpfResult(Kind.None, "")
          : new SpfResult(evaluated(text.get(), domain), text.get());
    } catch (ErrorException error) {
      return error.result();
    }
  }

  /** The policy's text; two of them are an error (section 4.5). */
  private Optional<String> text(Name domain) throws ErrorException {
    Lookup said = lookups.of(domain, Type.TXT);
    if (said instanceof Lookup.Failed failed) {
      throw SpfResult.temporary(failed.why());
    }
    List<String> policies =
        said instanceof Lookup.Found found
            ? found.of(TXTRecord.class).map(NameText::of).filter(SpfRecord::isOne).toList()
            : List.of();
    if (policies.size() > 1) {
      throw SpfResult.permanent(
          "%d policies for %s".formatted(policies.size(), NameText.of(domain)));
    }
    return policies.stream().findFirst();
  }

  private Kind evaluated(String text, Name domain) throws ErrorException {
    SpfRecord policy = SpfRecord.parse(text);
    for (Directive directive : policy.directives()) {
      if (matches(directive, domain)) {
        permitsEvery |= directive.kind() == Kind.Pass && directive.isForEvery(Family.of(client));
        return directive.kind();
      }
    }
    return policy.redirect().isPresent() ? ofOther(policy.redirect().get(), domain) : Kind.Neutral;
  }

  /** Where another domain's policy is needed, its lack is an error (sections 5.2 and 6.1). */
  private Kind ofOther(String named, Name domain) throws ErrorException {
    takeLookup();
    String filled = macros.in(named, NameText.of(domain));
    Optional<Name> other = target(filled);
    Optional<String> text = other.isEmpty() ? Optional.empty() : text(other.get());
    if (text.isEmpty()) {
      throw SpfResult.permanent("no policy for %s, which is included".formatted(filled));
    }
    return evaluated(text.get(), other.get());
  }

  private boolean matches(Directive directive, Name domain) throws ErrorException {
    return switch (directive.mechanism()) {
      case All -> true;
      case Ip4, Ip6 ->
          directive.family() == Family.of(client) && directive.network().contains(client);
      case Include -> ofOther(directive.domain().orElseThrow(), domain) == Kind.Pass;
      default -> {
        takeLookup();
        Optional<Name> target =
            directive.domain().isEmpty()
                ? Optional.of(domain)
                : target(macros.in(directive.domain().get(), NameText.of(domain)));
        yield target.isPresent() && matches(directive, domain, target.get());
      }
    };
  }

  private boolean matches(Directive directive, Name domain, Name target) throws ErrorException {
    return switch (directive.mechanism()) {
      case Exists -> found(target, Type.A, true).isPresent();
      case Ptr -> hasName(directive, target);
      case Mx -> isExchanger(directive, target);
      default -> hasClient(directive, target, true);
    };
  }

  /**
   * Whether a name of the client beneath the target leads back to it (section 5.5). A failure is
   * that of this look-up, and no receiver's: it matches nothing there and is unknown here.
   */
  private boolean hasName(Directive directive, Name target) throws ErrorException {
    List<Name> names =
        found(ReverseMap.fromAddress(client), Type.PTR, true).stream()
            .flatMap(found -> found.of(PTRRecord.class))
            .map(PTRRecord::getTarget)
            .limit(ReverseNames.MOST_NAMES)
            .filter(name -> name.subdomain(target))
            .toList();
    for (Name name : names) {
      if (hasClient(directive, name, false)) {
        return true;
      }
    }
    return false;
  }

  private boolean isExchanger(Directive directive, Name target) throws ErrorException {
    List<MXRecord> exchangers =
        found(target, Type.MX, true).stream().flatMap(found -> found.of(MXRecord.class)).toList();
    if (exchangers.size() > MOST_EXCHANGERS) {
      throw SpfResult.permanent(
          "more than %d mail exchangers of %s".formatted(MOST_EXCHANGERS, NameText.of(target)));
    }
    for (MXRecord exchanger : exchangers) {
      if (hasClient(directive, exchanger.getTarget(), false)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasClient(Directive directive, Name host, boolean counts) throws ErrorException {
    Family family = Family.of(client);
    return found(host, family == Family.IPv4 ? Type.A : Type.AAAA, counts).stream()
        .flatMap(Lookup.Found::addresses)
        .anyMatch(address -> new Cidr(address, directive.prefix(family)).contains(client));
  }

  private void takeLookup() throws ErrorException {
    lookedUp++;
    if (lookedUp > MOST_LOOKUPS) {
      throw SpfResult.permanent("more than %d look-ups".formatted(MOST_LOOKUPS));
    }
  }

  /** Records; having none is a void look-up where it {@code counts} (section 4.6.4). */
  private Optional<Lookup.Found> found(Name name, int type, boolean counts) throws ErrorException {
    Lookup said = lookups.of(name, type);
    if (said instanceof Lookup.Failed failed) {
      throw SpfResult.temporary(failed.why());
    }
    if (said instanceof Lookup.Found found) {
      return Optional.of(found);
    }
    voids += counts ? 1 : 0;
    if (voids > MOST_VOIDS) {
      throw SpfResult.permanent(
          "more than %d look-ups of names without records".formatted(MOST_VOIDS));
    }
    return Optional.empty();
  }

  /**
   * A name that is too long loses labels on its left (section 7.3); another fault matches none.
   * Macros make megabytes of a record, so it is cut at once and not label by label.
   */
  private static Optional<Name> target(String filled) {
    int surplus = filled.length() - LONGEST;
    return NameText.parse(
        surplus > 0 ? filled.substring(filled.indexOf('.', surplus - 1) + 1) : filled);
  }
}
