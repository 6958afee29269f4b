package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway behind a load balancer that speaks the PROXY protocol: Postfix and nginx expect it. */
@ExtendWith(LabExtension.class)
class ProxyProtocolIT {
  private static final String NAMESPACE = "proxied";

  private static final String EXPECTING =
      "postconf -e smtpd_upstream_proxy_protocol=haproxy"
          + " && sed -i -E 's/(listen [^;]*);/\\1 proxy_protocol;/g' /etc/nginx/nginx.conf"
          + " && exec /usr/local/bin/gateway";

  private static final String DECLARED =
      "{smtp-in: V2, smtps: V1, submission: V2, web-interface: V1, certificate-renewal: V2}";

  @Test
  void a_gateway_that_expects_headers_is_unknown_until_they_are_declared_and_open_then(
      Lab lab, Matrix matrix) {
    lab.startGateway(NAMESPACE);
    lab.changeGateway(
        NAMESPACE,
        "spec: {template: {spec: {containers: [{name: gateway, command: [bash, -c, \"%s\"]}]}}}"
            .formatted(EXPECTING.replace("\\", "\\\\")));
    EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "gateway", Sample.NO_CANARY));
    // In clear text Postfix says 421 after five seconds, which is a word of a gateway that is
    // reached.
    EsgInstanceStatus undeclared = lab.awaitRound(instance, null);
    matrix.addInbound("gateway: expects PROXY headers, undeclared", undeclared);
    assertThat(inbound(undeclared))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.verdict())
                  .as(row.name())
                  .isEqualTo(
                      List.of("smtp-in", "submission").contains(row.name())
                          ? Verdict.Open
                          : Verdict.Unknown);
              assertThat(row.message()).contains("spec.proxyProtocol." + row.name());
            });

    lab.patch(NAMESPACE, "esg", "gateway", "merge", "spec: {proxyProtocol: " + DECLARED + "}");
    EsgInstanceStatus declared = lab.probe(instance);
    matrix.addInbound("gateway: expects PROXY headers, declared", declared);
    assertThat(inbound(declared)).isNotEmpty().allMatch(row -> row.verdict() == Verdict.Open);
    assertThat(declared.condition(ConditionType.SourceAddressKept))
        .get()
        .satisfies(
            condition -> {
              assertThat(condition.getStatus()).isEqualTo("True");
              assertThat(condition.getReason()).isEqualTo("KeptByProxyProtocol");
            });
    lab.delete(instance);
  }

  private static List<PathStatus> inbound(EsgInstanceStatus status) {
    return status.paths().stream().filter(row -> row.direction() == Direction.Inbound).toList();
  }
}
