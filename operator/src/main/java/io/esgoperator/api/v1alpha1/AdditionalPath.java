package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.Application;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Impact;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A path that the vendor's page does not list. */
@ValidationRule(
    value = Rules.PATH_GOES_SOMEWHERE,
    message = "name the other end: either anywhere: true, or peers with at least one entry")
@ValidationRule(
    value = Rules.SOURCE_IS_NO_NAME,
    message =
        "a host name cannot be a source of inbound traffic: write the source as cidr, or as podSelector")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdditionalPath(
    @Required
        @Size(max = 32)
        @ValidationRule(
            value = Rules.PATH_NAME,
            message = "the name of a path takes lower-case letters, digits and dashes, such as ntp")
        @ValidationRule(
            value = Rules.PATH_NAME_IS_FREE,
            message =
                "this name is a path of the catalogue already: choose another name for the additional path")
        @JsonPropertyDescription("The path's name in the status.")
        String name,
    @Required @JsonPropertyDescription("Which end opens the connection.") Direction direction,
    @Required @JsonPropertyDescription("The transport protocol.") Transport protocol,
    @Required @Min(value = 1) @Max(value = 65535) @JsonPropertyDescription("The port, 1 to 65535.")
        Integer port,
    @Default("false") @JsonPropertyDescription("Whether the other end may be any address.")
        Boolean anywhere,
    @Size(max = 32) @JsonPropertyDescription("The other ends.") List<Peer> peers,
    @Default("None")
        @JsonPropertyDescription(
            "The protocol that the probe speaks on this path. None: the path is opened and not proved.")
        Application application,
    @Default("Optional") @JsonPropertyDescription("Whether the gateway needs the path.")
        Requirement requirement,
    @Default("Degrades") @JsonPropertyDescription("What a closed path does to the gateway.")
        Impact impact,
    @Size(max = 500)
        @JsonPropertyDescription("What the gateway loses when the path is closed, in a sentence.")
        String consequence) {

  public AdditionalPath {
    anywhere = anywhere != null && anywhere;
    peers = peers == null ? List.of() : List.copyOf(peers);
    application = application == null ? Application.None : application;
    requirement = requirement == null ? Requirement.Optional : requirement;
    impact = impact == null ? Impact.Degrades : impact;
    consequence = consequence == null ? "The gateway loses the path " + name + "." : consequence;
  }
}
