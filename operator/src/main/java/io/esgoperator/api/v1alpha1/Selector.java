package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A label selector; all of its requirements must hold. */
@ValidationRule(
    value = Rules.SELECTOR_NOT_EMPTY,
    message =
        "an empty selector would select every pod of the namespace: name at least one label, such as matchLabels: {app:"
            + " esg}")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Selector(
    @Size(max = 32) @JsonPropertyDescription("Labels that must have exactly these values.")
        Map<String, String> matchLabels,
    @Size(max = 32) @JsonPropertyDescription("Requirements on labels that are more than equality.")
        List<Expression> matchExpressions) {

  public Selector {
    matchLabels = Sorted.copyOf(matchLabels);
    matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
  }

  /** How a label's value is compared. */
  public enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist
  }

  /** One requirement on one label. */
  @ValidationRule(
      value = Rules.VALUES_FIT_OPERATOR,
      message =
          "operator In and NotIn need values, Exists and DoesNotExist take none: add or remove values")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Expression(
      @io.fabric8.generator.annotation.Required @JsonPropertyDescription("The label's key.")
          String key,
      @io.fabric8.generator.annotation.Required
          @JsonPropertyDescription("How the label's value is compared.")
          Operator operator,
      @Size(max = 32)
          @JsonPropertyDescription(
              "The values for In and NotIn; empty for Exists and DoesNotExist.")
          List<String> values) {

    public Expression {
      values = values == null ? List.of() : List.copyOf(values);
    }
  }
}
