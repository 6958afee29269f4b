package io.esgoperator.cli.render;

import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.OwnPolicy;
import io.esgoperator.cli.report.OwnPolicyState;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.PlainText;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Collectors;

/** An instance's NetworkPolicy as YAML; comments name the hosts without an address. */
record RenderedPolicy(GatewayCase gateway, HostAddresses hosts) {
  private static final String NOT_WRITTEN =
      "# Not written while spec.policy.enforcement is Audit: this is what Enforce would write.\n";

  String text() {
    NetworkPolicy policy = OwnPolicy.generate(gateway.instance(), hosts, gateway.gateway());
    return (gateway.ownPolicy() == OwnPolicyState.NOT_WRITTEN ? NOT_WRITTEN : "")
        + closedNames()
        + PlainText.lines(new KubernetesSerialization().asYaml(policy).replaceFirst("^---\n", ""));
  }

  private String closedNames() {
    List<String> names =
        DeclaredPaths.of(gateway.instance().getSpec()).stream()
            .flatMap(path -> path.hosts().stream())
            .filter(host -> hosts.of(host).isEmpty())
            .distinct()
            .toList();
    return names.stream()
        .map(PlainText::line)
        .map("# Opens nothing to %s: it is not resolved here.\n"::formatted)
        .collect(Collectors.joining());
  }
}
