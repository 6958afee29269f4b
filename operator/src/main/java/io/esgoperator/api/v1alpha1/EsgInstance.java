package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One deployment of an email security gateway whose network paths are opened and proved. */
@Group("esg-operator.io")
@Version("v1alpha1")
@Kind("EsgInstance")
@Singular("esginstance")
@Plural("esginstances")
@ShortNames("esg")
@Categories("mail")
@JsonClassDescription(
    "One deployment of an email security gateway. The operator opens the network paths that it needs, proves each in"
        + " its own protocol, and reports them in the status.")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Open", jsonPath = ".status.summary")
@AdditionalPrinterColumn(name = "Problem", jsonPath = ".status.problem")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Probed",
    jsonPath = ".status.lastProbe.time",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Enforced",
    jsonPath = ".status.conditions[?(@.type==\"PolicyEnforced\")].status",
    priority = 1)
public class EsgInstance extends CustomResource<EsgInstanceSpec, EsgInstanceStatus>
    implements Namespaced {
  /** The status that was written last; an empty one before the first. */
  public EsgInstanceStatus lastStatus() {
    return getStatus() == null ? EsgInstanceStatus.empty() : getStatus();
  }
}
