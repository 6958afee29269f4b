package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.Cidr;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** How the declared paths become policies. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Policy(
    @Default("Enforce")
        @JsonPropertyDescription(
            "Enforce: the operator owns a policy. Audit: it writes none and only reports.")
        Enforcement enforcement,
    @Default("Auto")
        @JsonPropertyDescription(
            "The kind of policy object. Kubernetes: a NetworkPolicy. Cilium: a CiliumNetworkPolicy. Auto: the latter where the cluster serves it.")
        Engine engine,
    @Default("[\"169.254.169.254/32\", \"fd00:ec2::254/128\"]")
        @Size(max = 64)
        @ValidationRule(
            value = Rules.EVERY_NETWORK,
            message = "policy.except takes networks in CIDR notation, such as 169.254.169.254/32")
        @ValidationRule(
            value = Rules.NOT_EVERYTHING,
            message =
                "policy.except would take out every address: name the networks that stay closed, such as 10.0.0.0/8")
        @ValidationRule(
            value = Rules.NO_HOST_BITS_IN_ANY,
            message =
                "a network in policy.except has bits set behind its prefix: write the first address of the network")
        @JsonPropertyDescription(
            "Networks that stay closed on paths to anywhere. The default keeps the cloud's metadata service closed.")
        List<@Size(max = 50) String> except) {

  public Policy {
    enforcement = enforcement == null ? Enforcement.Enforce : enforcement;
    engine = engine == null ? Engine.Auto : engine;
    except =
        except == null ? List.of("169.254.169.254/32", "fd00:ec2::254/128") : List.copyOf(except);
  }

  /** The networks of {@link #except}. */
  public List<Cidr> exceptions() {
    return except.stream().map(Cidr::parse).toList();
  }

  /** Whether policies are written. */
  public enum Enforcement {
    Enforce,
    Audit
  }

  /** Which kind of policy object is written. */
  public enum Engine {
    Auto,
    Kubernetes,
    Cilium
  }
}
