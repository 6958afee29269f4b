package io.esgoperator.lab;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the API server of a lab admits. */
public final class Admission {
  /** More processors than the chart's admission policy allows a probe. */
  private static final String GREEDY =
      Sample.minimal("default", "greedy", "probe: {pod: {resources: {limits: {cpu: '64'}}}}");

  private final Lab lab;

  Admission(Lab lab) {
    this.lab = lab;
  }

  /**
   * Turns the chart's admission policy for EsgInstances on or off: it would refuse what a test
   * wants to see refused, or served, behind it.
   */
  public void refuseFieldsThatDoNotCount(boolean on) {
    lab.upgrade("--set=tenants.admissionPolicy.enabled=" + on);
    Awaitility.await("the API server admits by it")
        .atMost(Duration.ofMinutes(2))
        .until(() -> isRefused(GREEDY) == on);
  }

  /** Whether a pod may be created in a namespace; none is. */
  public boolean admitsPodIn(String namespace) {
    return Shell.attempt(
                lab.environment(),
                "",
                "kubectl",
                "-n",
                namespace,
                "run",
                "trial",
                "--image=esg-lab/tiny:latest",
                "--dry-run=server")
            .exitCode()
        == 0;
  }

  private boolean isRefused(String yaml) {
    try {
      lab.client()
          .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
          .dryRun()
          .create();
      return false;
    } catch (KubernetesClientException refused) {
      return true;
    }
  }
}
