package io.esgoperator.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.Family;
import java.time.Instant;
import java.util.List;

/** An address by which the gateway leaves. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EgressAddress(
    @JsonPropertyDescription("The address.") String address,
    @JsonPropertyDescription("The paths on which it was seen.") List<String> paths,
    @JsonPropertyDescription("Servers that see the gateway by it.") List<String> seenBy,
    @JsonPropertyDescription("When it was first seen.") Instant since,
    @JsonPropertyDescription("When it was last seen; left out where that was in the last round.")
        Instant seen) {

  public EgressAddress {
    paths = paths == null ? List.of() : List.copyOf(paths);
    seenBy = seenBy == null ? List.of() : List.copyOf(seenBy);
  }

  /** Its family. */
  @JsonIgnore
  public Family family() {
    return Family.ofLiteral(address);
  }

  /** The same, last seen at another time. */
  public EgressAddress seenAt(Instant time) {
    return new EgressAddress(address, paths, seenBy, since, time);
  }
}
