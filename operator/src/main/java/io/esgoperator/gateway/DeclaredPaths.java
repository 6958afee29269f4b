package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.AdditionalPath;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Services;
import io.esgoperator.model.Application;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Path;
import io.esgoperator.model.PlainText;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths that a spec declares: the mandatory ones always, an optional one if its service is
 * named.
 */
public final class DeclaredPaths {
  /** Bytes of a sentence in a spec; statuses, Events and reports repeat it. */
  private static final int SENTENCE_LENGTH = 512;

  private DeclaredPaths() {}

  public static List<DeclaredPath> of(EsgInstanceSpec spec) {
    return Stream.of(mandatory(spec), optional(spec.services()), additional(spec))
        .flatMap(paths -> paths)
        .map(declared -> declared.expecting(spec.proxyProtocol().get(declared.name())))
        .toList();
  }

  /** The transport of a declared path; empty for other parts of a plan, such as a canary. */
  public static Optional<Transport> transport(EsgInstanceSpec spec, String name) {
    return of(spec).stream()
        .filter(declared -> declared.name().equals(name))
        .map(declared -> declared.path().transport())
        .findFirst();
  }

  private static Stream<DeclaredPath> mandatory(EsgInstanceSpec spec) {
    return Catalogue.PATHS.stream()
        .filter(path -> path.requirement() == Requirement.Mandatory)
        .map(path -> mandatory(path, spec));
  }

  private static DeclaredPath mandatory(Path path, EsgInstanceSpec spec) {
    if (path.equals(Catalogue.DCC)) {
      return DeclaredPath.with(
          path,
          spec.dcc().hosts().stream().map(host -> new Peer(host, null, null, null, null)).toList());
    }
    return path.equals(Catalogue.SMTP_OUT) && spec.relay() != null
        ? toRelay(spec.relay())
        : DeclaredPath.anywhere(path);
  }

  private static DeclaredPath toRelay(EsgInstanceSpec.Relay relay) {
    return DeclaredPath.with(
        new Path(
            Catalogue.SMTP_OUT.name(),
            Catalogue.SMTP_OUT.direction(),
            Catalogue.SMTP_OUT.transport(),
            relay.port(),
            relay.port() == Catalogue.SMTPS.port() ? Application.Smtps : Application.Smtp,
            Catalogue.SMTP_OUT.requirement(),
            Catalogue.SMTP_OUT.impact(),
            "The gateway cannot hand mail to its relay, so it sends none, non-delivery reports for inbound mail included."),
        relay.servers());
  }

  /** Which service declares which optional path. */
  private static Stream<DeclaredPath> optional(Services services) {
    return Stream.of(
            inbound(Catalogue.WEB_INTERFACE, services.webInterface()),
            inbound(Catalogue.CERTIFICATE_RENEWAL, services.certificateRenewal()),
            inbound(Catalogue.SMTPS, services.smtps()),
            inbound(Catalogue.SUBMISSION, services.submission()),
            Optional.ofNullable(services.ldap())
                .map(ldap -> DeclaredPath.with(Catalogue.LDAP, ldap.servers())),
            Optional.ofNullable(services.ldaps())
                .map(ldaps -> DeclaredPath.with(Catalogue.LDAPS, ldaps.servers())),
            Optional.ofNullable(services.openpgp())
                .map(openpgp -> DeclaredPath.with(Catalogue.OPENPGP, openpgp.keyservers())))
        .flatMap(Optional::stream);
  }

  private static Optional<DeclaredPath> inbound(Path path, Services.InboundService service) {
    return Optional.ofNullable(service)
        .map(
            named ->
                named.from() == null
                    ? DeclaredPath.anywhere(path)
                    : DeclaredPath.with(
                        path,
                        named.from().stream()
                            .map(network -> new Peer(null, network, null, null, null))
                            .toList()));
  }

  private static Stream<DeclaredPath> additional(EsgInstanceSpec spec) {
    return spec.additionalPaths().stream()
        .map(
            path ->
                path.anywhere()
                    ? DeclaredPath.anywhere(row(path))
                    : DeclaredPath.with(row(path), path.peers()));
  }

  private static Path row(AdditionalPath path) {
    return new Path(
        path.name(),
        path.direction(),
        path.protocol(),
        path.port(),
        path.application(),
        path.requirement(),
        path.impact(),
        PlainText.line(path.consequence(), SENTENCE_LENGTH));
  }
}
