package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A taint that the probe pod tolerates, as a pod's spec writes it. */
@ValidationRule(
    value = PodRules.KEY_OR_EXISTS,
    message =
        "a toleration without key is for every taint: write operator: Exists beside it, or name a key")
@ValidationRule(
    value = PodRules.EXISTS_WITHOUT_VALUE,
    message = "a toleration with operator Exists takes no value: remove it, or write Equal")
@ValidationRule(
    value = PodRules.SECONDS_BESIDE_NO_EXECUTE,
    message =
        "tolerationSeconds is for effect NoExecute only: write that effect beside it, or leave tolerationSeconds out")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProbeToleration(
    @JsonPropertyDescription("The taint's effect; left out: every one.") Effect effect,
    @Size(min = 1, max = 317)
        @ValidationRule(
            value = PodRules.LABEL_KEY,
            message =
                "the key of a toleration is written like a label's: mail, or example.com/mail")
        @JsonPropertyDescription("The taint's key; left out, with operator Exists: every one.")
        String key,
    @JsonPropertyDescription("Equal, which is the default, or Exists.") Operator operator,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "How long a taint with effect NoExecute is tolerated, 0 to 2147483647 seconds; left out: for ever.")
        Long tolerationSeconds,
    @Size(max = 63)
        @ValidationRule(
            value = PodRules.LABEL_VALUE,
            message =
                "the value of a toleration takes letters, digits, dashes, dots and underscores, and begins and ends with a letter or digit")
        @JsonPropertyDescription("The taint's value, for operator Equal.")
        String value) {

  /** How the taint's value is compared. */
  public enum Operator {
    Equal,
    Exists
  }

  /** The taint's effect on pods. */
  public enum Effect {
    NoExecute,
    NoSchedule,
    PreferNoSchedule
  }
}
