package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;

/** Requests and limits of the probe pod. */
@ValidationRule(
    value = PodRules.CPU_WITHIN_LIMIT,
    message = "requests.cpu is above limits.cpu: write a limit that is at least the request")
@ValidationRule(
    value = PodRules.STORAGE_WITHIN_LIMIT,
    message =
        "requests.ephemeral-storage is above limits.ephemeral-storage: write a limit that is at least the request")
@ValidationRule(
    value = PodRules.MEMORY_WITHIN_LIMIT,
    message = "requests.memory is above limits.memory: write a limit that is at least the request")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProbeResources(
    @JsonPropertyDescription("What the pod gets at most.") Amounts limits,
    @JsonPropertyDescription("What the node keeps for the pod.") Amounts requests) {

  /** Quantities as Kubernetes writes them; kept as text, since the model must read any value. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Amounts(
      @SchemaFrom(type = IntOrString.class)
          @Size(max = 24)
          @Pattern(PodRules.QUANTITY_PATTERN)
          @ValidationRule(
              value = PodRules.QUANTITY,
              message = "cpu is a quantity that is not negative: write it like 100m or 1")
          @JsonPropertyDescription("Processors, such as 100m or 1.")
          String cpu,
      @JsonProperty("ephemeral-storage")
          @SchemaFrom(type = IntOrString.class)
          @Size(max = 24)
          @Pattern(PodRules.QUANTITY_PATTERN)
          @ValidationRule(
              value = PodRules.QUANTITY,
              message =
                  "ephemeral-storage is a quantity that is not negative: write it like 16Mi or 1Gi")
          @JsonPropertyDescription("Room on the node's disk in bytes, such as 16Mi.")
          String ephemeralStorage,
      @SchemaFrom(type = IntOrString.class)
          @Size(max = 24)
          @Pattern(PodRules.QUANTITY_PATTERN)
          @ValidationRule(
              value = PodRules.QUANTITY,
              message = "memory is a quantity that is not negative: write it like 64Mi or 1Gi")
          @JsonPropertyDescription("Memory in bytes, such as 160Mi.")
          String memory) {}
}
