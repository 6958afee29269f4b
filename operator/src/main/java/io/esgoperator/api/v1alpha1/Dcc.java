package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The DCC servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Dcc(
    @Default("[\"dcc1.esvacloud.com\", \"dcc2.esvacloud.com\"]")
        @Size(max = 16)
        @ValidationRule(
            value = Rules.NOT_EMPTY,
            message =
                "dcc.hosts is empty: name at least one server, or leave dcc out for the vendor's two")
        @ValidationRule(
            value = Rules.EVERY_HOST_NAME,
            message = "dcc.hosts takes full host names, such as dcc1.esvacloud.com")
        @JsonPropertyDescription("Host names of the DCC servers.")
        List<@Size(max = 253) String> hosts) {

  public Dcc {
    hosts =
        hosts == null ? List.of("dcc1.esvacloud.com", "dcc2.esvacloud.com") : List.copyOf(hosts);
  }
}
