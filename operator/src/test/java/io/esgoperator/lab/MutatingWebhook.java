package io.esgoperator.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A webhook of the cluster that meddles with the objects of one namespace. */
public final class MutatingWebhook implements AutoCloseable {
  private static final int PORT = 8443;
  private static final String PKI = "/etc/esg-lab/pki/";

  /** What it does, and to what. */
  public enum Meddling {
    /**
     * Opens each NetworkPolicy to 192.0.2.0/24, and writes the time to it, so that no write is
     * without effect.
     */
    widen(
        "networking.k8s.io",
        "networkpolicies",
        "annotate networkpolicy --all trial=1 --dry-run=server"),
    /** Gives the pod of each probe the label {@code app: esg}. */
    relabel(
        "",
        "pods",
        "run trial --image=esg-lab/tiny:latest --labels=esg-operator.io/probe=trial --dry-run=server");

    private final String group;
    private final String resource;
    private final String trial;

    /**
     * One way to meddle.
     *
     * @param trial a command of kubectl that is meddled with and changes nothing
     */
    Meddling(String group, String resource, String trial) {
      this.group = group;
      this.resource = resource;
      this.trial = trial;
    }
  }

  private final Lab lab;
  private final NodeProgram program;

  /** Starts it, with the API server's own certificate, which is one for 127.0.0.1. */
  public MutatingWebhook(Lab lab, String namespace, Meddling meddling) {
    this.lab = lab;
    this.program =
        lab.program(
            "/mutating-webhook.py",
            String.valueOf(PORT),
            meddling.name(),
            lab.onNode("cat", PKI + "api.key", PKI + "api.crt"));
    Awaitility.await("the webhook listens")
        .atMost(Duration.ofMinutes(2))
        .ignoreException(IllegalStateException.class)
        .until(() -> program.inside("cat /tmp/meddled").isEmpty());
    lab.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: meddler}
        webhooks:
          - name: meddler.example.net
            clientConfig: {url: "https://127.0.0.1:%d/", caBundle: %s}
            rules:
              - {apiGroups: ['%s'], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [%s]}
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
            admissionReviewVersions: [v1]
            sideEffects: None
            timeoutSeconds: 5
        """
            .formatted(
                PORT,
                Base64.getEncoder()
                    .encodeToString(
                        lab.onNode("cat", PKI + "ca.crt").getBytes(StandardCharsets.UTF_8)),
                meddling.group,
                meddling.resource,
                namespace));
    Awaitility.await("the API server asks the webhook")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              lab.kubectl(Cluster.command(Stream.of("-n", namespace), meddling.trial.split(" ")));
              return meddled() > 0;
            });
  }

  /** How many objects it has changed on their way in. */
  public long meddled() {
    return program.inside("cat /tmp/meddled").lines().count();
  }

  @Override
  public void close() {
    lab.kubectl("delete", "mutatingwebhookconfiguration", "meddler");
    program.close();
  }
}
