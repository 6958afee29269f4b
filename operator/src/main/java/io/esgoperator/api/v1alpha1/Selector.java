package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.Sorted;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A label selector; all of its requirements must hold. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Selector(
    @Size(max = 32)
        @ValidationRule(value = PodRules.EVERY_LABEL_KEY, message = Selector.BAD_KEY)
        @ValidationRule(value = PodRules.EVERY_LABEL_VALUE, message = Selector.BAD_VALUE)
        @JsonPropertyDescription("Labels that must have exactly these values.")
        Map<String, @Size(max = 63) String> matchLabels,
    @Size(max = 32) @JsonPropertyDescription("Requirements on labels that are more than equality.")
        List<Expression> matchExpressions) {
  static final String BAD_KEY =
      "a label's key takes letters, digits, dashes, dots and underscores, 63 at most, behind a DNS name and a slash where it has one: write it like app or example.com/app";
  static final String BAD_VALUE =
      "a label's value takes letters, digits, dashes, dots and underscores, and begins and ends with a letter or digit: write it like mail-gateway";

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
  @ValidationRule(
      value = PodRules.PREFIX_FITS,
      message = "the DNS name before the slash of a label's key has 253 characters at most")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Expression(
      @io.fabric8.generator.annotation.Required
          @Size(min = 1, max = 317)
          @Pattern(PodRules.LABEL_KEY_PATTERN)
          @JsonPropertyDescription("The label's key, such as app or example.com/app.")
          String key,
      @io.fabric8.generator.annotation.Required
          @JsonPropertyDescription("How the label's value is compared.")
          Operator operator,
      @Size(max = 32)
          @JsonPropertyDescription(
              "The values for In and NotIn; empty for Exists and DoesNotExist.")
          List<@Size(max = 63) @Pattern(PodRules.LABEL_VALUE_PATTERN) String> values) {

    public Expression {
      values = values == null ? List.of() : List.copyOf(values);
    }
  }
}
