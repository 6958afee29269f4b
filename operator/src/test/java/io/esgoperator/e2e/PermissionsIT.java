package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.AuditLog;
import io.esgoperator.lab.AuditLog.Permission;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Compares the chart's rules with the API server's log of the whole run; it must run last. */
@ExtendWith(LabExtension.class)
@Isolated
@Order(Integer.MAX_VALUE)
class PermissionsIT {
  private static final String NAMESPACE = "permissions";
  private static final String OPERATOR = "esg-operator";

  /**
   * An admission plugin looks at the first; an apply that makes an object is a patch that needs the
   * second.
   */
  private static final Set<Permission> WITHOUT_REQUEST =
      Set.of(
          new Permission("esg-operator.io", "esginstances/finalizers", "update"),
          new Permission("networking.k8s.io", "networkpolicies", "create"),
          new Permission("cilium.io", "ciliumnetworkpolicies", "create"));

  /** Whoever has an account may ask what it may do. */
  private static final Permission EVERYBODYS =
      new Permission("authorization.k8s.io", "selfsubjectrulesreviews", "create");

  @Test
  void every_permission_is_used_and_nothing_else_is_asked_for(Lab lab) {
    useEverything(lab);
    assertThat(new AuditLog(lab).asked())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(granted(lab), Stream.of(EVERYBODYS)).toList());
  }

  /** For a run of this class alone. */
  private static void useEverything(Lab lab) {
    lab.namespace(NAMESPACE, Map.of());
    lab.kubectl("-n", NAMESPACE, "create", "quota", "full", "--hard=pods=0");
    EsgInstance instance =
        lab.declare(
            NAMESPACE,
            "gateway",
            "services: {ldap: {servers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {app: ldap}}}]}}",
            "probe: {interval: 1h, timeout: 2s}");
    lab.awaitRound(instance, null);
    lab.probe(instance);
    lab.patch(
        NAMESPACE,
        "esg",
        "gateway",
        "merge",
        "{\"spec\":{\"policy\":{\"enforcement\":\"Audit\"}}}");
    lab.await(instance, status -> status.policies().isEmpty());
    lab.rest(NAMESPACE);
    lab.restartOperator();
  }

  private static Stream<Permission> granted(Lab lab) {
    return rules(lab)
        .flatMap(Permission::of)
        .filter(permission -> lab.client().hasApiGroup(permission.group(), true))
        .filter(permission -> !WITHOUT_REQUEST.contains(permission));
  }

  private static Stream<PolicyRule> rules(Lab lab) {
    return Stream.of(
            lab.client().rbac().clusterRoles().withName(OPERATOR).get().getRules(),
            lab.client().rbac().roles().inNamespace(OPERATOR).withName(OPERATOR).get().getRules())
        .flatMap(List::stream);
  }
}
