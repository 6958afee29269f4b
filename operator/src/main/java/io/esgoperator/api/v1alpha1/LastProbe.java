package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.time.Instant;
import java.util.List;

/** The last round of probes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LastProbe(
    @JsonPropertyDescription("The Job of the round.") String job,
    @JsonPropertyDescription("When the round ended.") Instant time,
    @JsonPropertyDescription("How long the round took, in milliseconds.")
        @Min(0)
        @Max(EsgInstanceStatus.MOST)
        Long durationMillis,
    @JsonPropertyDescription(
            "How long the round waited until a port that the policy keeps closed was closed, in milliseconds; left out where nothing was tried.")
        @Min(0)
        @Max(EsgInstanceStatus.MOST)
        Long settleMillis,
    @JsonPropertyDescription("Hash of the spec that the round was about.") String specHash,
    @JsonPropertyDescription("Value of the annotation that asked for the round.") String requested,
    @JsonPropertyDescription(
            "Read, when closed paths were compared with a pod without the gateway's labels; or why that says nothing.")
        Reason control,
    @JsonPropertyDescription("The node from which outbound paths were asked.") String node,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("The nodes on which the gateway had ready pods.")
        List<String> nodes,
    @JsonPropertyDescription(
            "The first gateway pod that was asked, where there are more than one round asks.")
        String firstPod) {

  public LastProbe {
    nodes = nodes == null ? List.of() : List.copyOf(nodes);
  }

  /** The same after the control. */
  public LastProbe controlled(Reason state) {
    return new LastProbe(
        job, time, durationMillis, settleMillis, specHash, requested, state, node, nodes, firstPod);
  }
}
