package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The optional services of the vendor's port page; an absent one stays closed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Services(
    @JsonPropertyDescription("The web interface, plug-ins and mobile applications: TCP 443 in.")
        InboundService webInterface,
    @JsonPropertyDescription("Certificate renewal by ACME http-01: TCP 80 in.")
        InboundService certificateRenewal,
    @JsonPropertyDescription("Mail submission with implicit TLS: TCP 465 in.") InboundService smtps,
    @JsonPropertyDescription("Mail submission with STARTTLS: TCP 587 in.")
        InboundService submission,
    @JsonPropertyDescription("Directory look-ups without implicit TLS: TCP 389 out to the servers.")
        Directory ldap,
    @JsonPropertyDescription("Directory look-ups with implicit TLS: TCP 636 out to the servers.")
        Directory ldaps,
    @JsonPropertyDescription("OpenPGP key look-ups by HKP: TCP 11371 out to the key servers.")
        Openpgp openpgp) {

  /** A service to which others connect. */
  @ValidationRule(
      value = Rules.FROM_NOT_EMPTY,
      message =
          "from is an empty list, which would admit no address: leave from out to allow anywhere, or name networks")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record InboundService(
      @Size(max = 64)
          @ValidationRule(
              value = Rules.EVERY_NETWORK,
              message =
                  "from takes networks in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32")
          @ValidationRule(
              value = Rules.NO_HOST_BITS_IN_ANY,
              message =
                  "a network in from has bits set behind its prefix: write the first address of the network, such as"
                      + " 203.0.113.0/24")
          @JsonPropertyDescription(
              "The networks that may connect, in CIDR notation. Left out: anywhere.")
          List<@Size(max = 50) String> from) {}

  /** A directory that the gateway asks. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Directory(
      @Required
          @Size(max = 32)
          @ValidationRule(
              value = Rules.NOT_EMPTY,
              message =
                  "a directory without servers opens nothing: name at least one server by host, cidr or podSelector")
          @JsonPropertyDescription("The directory servers.")
          List<Peer> servers) {

    public Directory {
      servers = servers == null ? List.of() : List.copyOf(servers);
    }
  }

  /** The key servers that the gateway asks. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Openpgp(
      @Required
          @Size(max = 32)
          @ValidationRule(
              value = Rules.NOT_EMPTY,
              message =
                  "openpgp without keyservers opens nothing: name at least one, such as {host: keys.example.net}")
          @JsonPropertyDescription("The OpenPGP key servers.")
          List<Peer> keyservers) {

    public Openpgp {
      keyservers = keyservers == null ? List.of() : List.copyOf(keyservers);
    }
  }
}
