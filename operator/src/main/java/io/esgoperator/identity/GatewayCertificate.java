package io.esgoperator.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.time.Instant;
import java.util.List;

/** A certificate that ports of the gateway show. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewayCertificate(
    @JsonPropertyDescription("The paths on which it is shown.") List<String> paths,
    @JsonPropertyDescription("Its subject, such as CN=mx.example.net.") String subject,
    @JsonPropertyDescription("Its issuer.") String issuer,
    @JsonPropertyDescription("The hosts that it is for, by its subjectAltName.") List<String> names,
    @JsonPropertyDescription("How many further hosts it is for; left out for none.")
        @Min(0)
        @Max(ShownCertificate.MOST_NAMES)
        Integer moreNames,
    @JsonPropertyDescription("When it begins to be valid.") Instant from,
    @JsonPropertyDescription("When it ends.") Instant until,
    @JsonPropertyDescription("SHA-256 of it, in hexadecimal digits.") String digest,
    @JsonPropertyDescription("SHA-256 of its public key, as TLSA records have it (3 1 1).")
        String keyDigest) {

  public GatewayCertificate {
    paths = paths == null ? List.of() : List.copyOf(paths);
    names = names == null ? List.of() : List.copyOf(names);
  }

  /** Whether it is its own issuer, as far as names tell. */
  @JsonIgnore
  public boolean isSelfSigned() {
    return subject.equals(issuer);
  }
}
