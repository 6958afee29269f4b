package io.esgoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with 2, and with one line: file, line, what is wrong, what to write. */
class BadInputTest {
  private static final String INSTANCE =
      "apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: gateway}\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          podSelectr: {}                                                                                        | 4 | spec.podSelectr is no field there: write one of additionalPaths, dcc, dns, domains, egress, families, podSelector, policy, probe, proxyProtocol, publicAddresses, relay, services.
          services: {ldap: {}}                                                                                  | 3 | spec.podSelector is missing: write it.
          podSelector: {matchLabels: {app: 1}}                                                                  | 4 | spec.podSelector.matchLabels.app is not a text (put it in quotes): write it so.
          podSelector: {matchExpressions: [{key: app, operator: Is}]}                                           | 4 | spec.podSelector.matchExpressions[0].operator is not one of DoesNotExist, Exists, In, NotIn: write it so.
          OK; services: {ldap: {servers: [null]}}                                                               | 5 | spec.services.ldap.servers[0] is empty: remove it, or write {} for a rule without limits.
          OK; policy: {enforcement: Maybe}                                                                      | 5 | spec.policy.enforcement is not one of Audit, Enforce: write it so.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: x}]                                                          | 5 | spec.additionalPaths[0].port is not a whole number: write it so.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 1.5}]                                                        | 5 | spec.additionalPaths[0].port is not a whole number: write it so.
          OK; additionalPaths: [{name: chat}]                                                                   | 5 | spec.additionalPaths[0].direction is missing: write it.
          OK; additionalPaths: [{name: chat, direction: 0, protocol: TCP, port: 5222, anywhere: true}]          | 5 | spec.additionalPaths[0].direction is not one of Inbound, Outbound: write it so.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 70000, anywhere: true}]   | 5 | spec.additionalPaths[0].port is not within 1 to 65535: write a number that is.
          OK; probe: {interval: 30s, interwal: ~}                                                               | 5 | spec.probe.interwal is no field there: write one of canary, dnsBurst, dnsReflector, expect, inspection, interval, pod, targets, timeout, trustedCertificates.
          OK; dns: {resolvers: []}                                                                              | 5 | spec.dns.resolvers is no field there: remove it.
          podSelector: {matchLabels: {app: ~}}                                                                  | 4 | spec.podSelector: an empty selector, or one that only excludes, would select every pod of the namespace: name at least one label, such as matchLabels: {app: esg}.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: "25", anywhere: true}]    | 5 | spec.additionalPaths[0].port is not a whole number: write it so.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 0, anywhere: true}]       | 5 | spec.additionalPaths[0].port is not within 1 to 65535: write a number that is.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 1e400, anywhere: true}]   | 5 | spec.additionalPaths[0].port is not a whole number: write it so.
          OK; additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 99999999999999999999}]    | 5 | spec.additionalPaths[0].port is not a whole number: write it so.
          OK; probe: {canary: "true"}                                                                           | 5 | spec.probe.canary is not true or false: write it so.
          OK; probe: {interval: 99999999999999h}                                                                | 5 | spec.probe.interval: probe.interval is a duration: write it like 30s, 5m or 1h30m.
          OK; probe: {pod: {resources: {limits: {cpu: ""}}}}                                                    | 5 | spec.probe.pod.resources.limits.cpu is no quantity, or is negative: write it like 100m, 1 or 64Mi.
          OK; probe: {pod: {resources: {limits: {cpu: -1}}}}                                                    | 5 | spec.probe.pod.resources.limits.cpu: cpu is a quantity that is not negative: write it like 100m or 1.
          OK; probe: {pod: {resources: {limits: {cpu: 0.5}}}}                                                   | 5 | spec.probe.pod.resources.limits.cpu is neither a whole number nor a text: put it in quotes.
          OK; probe: {pod: {resources: {limits: {nvidia.com/gpu: 1}}}}                                          | 5 | spec.probe.pod.resources.limits.nvidia.com/gpu is no field there: write one of cpu, ephemeral-storage, memory.
          OK; probe: {pod: {image: ""}} | 5 | spec.probe.pod.image is empty: write it, or leave it out.
          OK; probe: {interval: 1h1m1s1h1m1s1h1m1s}                                                             | 5 | spec.probe.interval has more than 16 characters: shorten it.
          OK; probe: {expect: [Tls13, Http2, Tls13, Http2, Tls13, Http2, Tls13]}                                | 5 | spec.probe.expect has more than 6 entries: shorten it.
          """)
  void of_an_instance(String spec, int line, String sentence) {
    String text =
        INSTANCE
            + "spec:\n"
            + spec.replace("OK", "podSelector: {matchLabels: {app: esg}}")
                .replace("; ", "\n")
                .indent(2);
    assertRefused(text, line + 1, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apiVersion: v1; kind: Pod                                                                          | 1 | a Pod has no name: write it in metadata.name.
          apiVersion: extensions/v1beta1; kind: NetworkPolicy; metadata: {name: a}                           | 1 | the apiVersion extensions/v1beta1 of a NetworkPolicy is not known: write networking.k8s.io/v1.
          apiVersion: esg-operator.io/v2; kind: EsgInstance; metadata: {name: a}                             | 1 | the apiVersion esg-operator.io/v2 of a EsgInstance is not known: write esg-operator.io/v1alpha1.
          apiVersion: esg-operator.io/v1alpha1; kind: EsgInstance; metadata: {name: a}                       | 1 | an EsgInstance has no spec: add it.
          apiVersion: esg-operator.io/v1alpha1; kind: EsgInstance; metadata: {name: a}; spec: ~              | 1 | an EsgInstance has no spec: add it.
          apiVersion: esg-operator.io/v1alpha1; kind: EsgInstance; metadata: {name: A}; spec: {podSelector: {matchLabels: {app: esg}}} | 3 | metadata.name is no name: write lower-case letters, digits, dashes and dots, such as gateway.
          apiVersion: v1; kind: Pod; metadata: {name: ""}                                                    | 3 | a Pod has no name: write it in metadata.name.
          apiVersion: v1; kind: Pod; metadata: {name: {}}                                                    | 3 | metadata.name is not a text (put it in quotes): write it so.
          apiVersion: networking.k8s.io/v1; kind: NetworkPolicy; metadata: {name: a}; spec: {ingress: x}     | 4 | spec.ingress is not a list: write it so.
          apiVersion: networking.k8s.io/v1; kind: NetworkPolicy; metadata: {name: a}; spec: {ingress: [~]}   | 4 | spec.ingress[0] is empty: remove it, or write {} for a rule without limits.
          apiVersion: apps/v1; kind: Deployment; metadata: {name: a}; spec: {selector: {}, template: {spec: {containers: [], hostNetwork: "yes"}}} | 4 | spec.template.spec.hostNetwork is not true or false: write it so.
          apiVersion: v1; kind: Pod; metadata: {name: a}; spec: {containers: [{name: a, image: b}]}; status: {podIP: here} | 1 | here is not an IP address.
          apiVersion: apps/v1; kind: Deploymnet; metadata: {name: a}                                         | 2 | Deploymnet is no kind of apps/v1: write one of ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet.
          apiVersion: networking.k8s.io/v1; kind: Networkpolicy; metadata: {name: a}                         | 2 | Networkpolicy is no kind of networking.k8s.io/v1: write one of IPAddress, Ingress, IngressClass, NetworkPolicy, ServiceCIDR.
          apiVersion: esg-operator.io/v1alpha1; kind: EsgInstances; metadata: {name: a}                      | 2 | EsgInstances is no kind of esg-operator.io/v1alpha1: write EsgInstance.
          apiVersion: v1; kind: Service; metadata: {name: a}; spec: {ports: [{name: x}]}                     | 4 | spec.ports[0].port is missing: write it.
          apiVersion: v1; kind: Pod; metadata: {name: a}; spec: {containers: [{name: a, image: b, ports: [{containerPort: 256553625}]}]} | 4 | spec.containers[0].ports[0].containerPort is not within 1 to 65535: write a number that is.
          apiVersion: v1; kind: Service; metadata: {name: a}; spec: {ports: [{port: 25, targetPort: 70000}]}  | 4 | spec.ports[0].targetPort is no port: write a number from 1 to 65535.
          apiVersion: networking.k8s.io/v1; kind: NetworkPolicy; metadata: {name: a}; spec: {podSelector: {}, egress: [{ports: [{port: 0}]}]} | 4 | spec.egress[0].ports[0].port is no port: write a number from 1 to 65535.
          """)
  void of_other_kinds(String text, int line, String sentence) {
    assertRefused(text.replace("; ", "\n"), line, sentence);
  }

  @Test
  void the_same_object_twice_is_refused_with_both_places() {
    String text = INSTANCE + "spec: {podSelector: {matchLabels: {app: esg}}}\n";
    assertRefused(
        text + "---\n" + text,
        6,
        "EsgInstance default/gateway is in stdin:1 already: remove one of them.");
  }

  @Test
  void without_an_instance_there_is_nothing_to_check() {
    Run run = Run.on("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n", "check", "-");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("stdin: holds no EsgInstance: add one, such as config/samples/minimal.yaml.");
  }

  @Test
  void a_missing_file_is_named() {
    Run run = Run.of("check", "no-such.yaml");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("no-such.yaml: does not exist: name a file, a folder, or - .");
  }

  @Test
  void what_is_no_text_is_named() throws IOException {
    Path file = Files.write(folder.resolve("image.yaml"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0});
    Run run = Run.of("check", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(file + ": is not a text in UTF-8: write YAML or JSON.");
  }

  @Test
  void a_link_in_a_folder_that_leads_nowhere_is_not_passed_over() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("policy.yaml"), Path.of("gone.yaml"));
    Run run = Run.of("check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(link + ": is no file, or a link that leads to none: correct it, or remove it.");
  }

  @Test
  void an_empty_name_is_not_the_folder_here() {
    Run run = Run.of("check", "");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("'': is no name: name a file, a folder, or - .");
  }

  @Test
  void a_folder_that_holds_itself_is_named() throws IOException {
    Path link =
        Files.createSymbolicLink(Files.createDirectory(folder.resolve("in")).resolve("up"), folder);
    Run run = Run.of("check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(link + ": is a link to a folder that it is in: remove it, or name the files.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check - -", "diff - -", "connectivity - docs -"})
  void the_standard_input_is_read_once(String words) {
    Run run = Run.of(words.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("-: can be read once: name a file in the place of one.");
  }

  /** Words, and the one sentence on them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          check - --resolv             | '--resolv' is no option of check: write --resolve, or see check --help.
          check - --zzz                | '--zzz' is no option of check: write one of those in check --help.
          connectivity - --from        | --from has no value: write --from END, or see connectivity --help.
          explain a/b                  | TO is missing: write explain FROM TO PORT FILE;DIR;-, or see explain --help.
          diff                         | FILE;DIR;- is missing: write diff FILE;DIR;-, or see diff --help.
          diff a                       | esg-operator: there must be two states: write diff OLD NEW, or diff --live FILE... to compare with the cluster.
          connectivity - -n B_d        | --namespace: 'B_d' is no namespace's name: write lower-case letters, digits and dashes, such as mail.
          diff a b c                   | esg-operator: there must be two states: write diff OLD NEW, or diff --live FILE... to compare with the cluster.
          """)
  void words_that_do_not_fit_are_told_with_what_to_write(String words, String sentence) {
    Run run = Run.of(words.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(sentence.replace(';', '|'));
  }

  @Test
  void a_file_in_a_folder_is_named_with_its_line() throws IOException {
    Files.writeString(folder.resolve("kustomization.yaml"), "resources: [a.yaml]\n");
    Files.writeString(folder.resolve("a.yaml"), "# nothing yet\n\nkind: Pod\n");
    Run run = Run.of("check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith(folder.resolve("a.yaml") + ":3: has no apiVersion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check --live x.yaml",
        "check - --format pdf",
        "check --no-such",
        "diff a"
      })
  void unknown_words_end_with_one_sentence(String words) {
    Run run = Run.of(words.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  private static void assertRefused(String text, int line, String sentence) {
    Run run = Run.on(text, "check", "-");
    assertThat(run.err()).isEqualTo("stdin:" + line + ": " + sentence);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
