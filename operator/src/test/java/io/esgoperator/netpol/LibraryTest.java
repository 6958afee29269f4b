package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of the package's page, and what users of the library may use. */
class LibraryTest {
  private static final String LIBRARY = "io.esgoperator.netpol";

  /** What a user of the library may hold on to; the package's page says what each is for. */
  private static final List<String> STABLE =
      List.of(
          "Evaluator",
          "Connection",
          "Ruling",
          "Proof",
          "Bindings",
          "OpenPort",
          "TierTrace",
          "AllPairs",
          "EndGroup",
          "PortSpan",
          "read.WorldReading",
          "read.PolicyKinds",
          "world.World",
          "world.Workload",
          "world.Labels",
          "world.NamedPorts",
          "world.Endpoint",
          "world.Protocol",
          "world.PortRange",
          "world.AddressRange",
          "world.PolicyEngine",
          "world.Decision",
          "world.Tier",
          "world.PolicyRef",
          "world.RuleRef");

  private static final HasMetadata CLIENT =
      Serialization.unmarshal(
          """
          metadata: {name: client, namespace: mail, labels: {app: relay}}
          spec: {nodeName: one}
          status: {podIPs: [{ip: 198.51.100.5}]}
          """,
          Pod.class);
  private static final HasMetadata POLICY =
      Serialization.unmarshal(
          """
          metadata: {name: relays, namespace: mail}
          spec:
            podSelector: {matchLabels: {app: relay}}
            policyTypes: [Egress]
            egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 25}]}]
          """,
          NetworkPolicy.class);

  @Test
  void a_connection_is_ruled_on_and_proved_by_the_policy_that_decides() throws Exception {
    Ruling ruling = rule("192.0.2.25", List.of(CLIENT, POLICY));
    assertThat(ruling.decision()).isEqualTo(Decision.Allowed);
    assertThat(ruling.egress().toString()).contains("relays");
    assertThat(ruling.notEvaluated()).isEmpty();
  }

  @Test
  void what_no_rule_lets_through_is_denied() throws Exception {
    assertThat(rule("203.0.113.25", List.of(CLIENT, POLICY)).decision()).isEqualTo(Decision.Denied);
  }

  @Test
  void a_pod_without_a_policy_reaches_all() throws Exception {
    assertThat(rule("203.0.113.25", List.of(CLIENT)).decision()).isEqualTo(Decision.Allowed);
  }

  @Test
  void other_packages_use_the_stable_types_alone() {
    assertThat(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.esgoperator")
                    .stream()
                    .filter(one -> !isOfLibrary(one))
                    .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                    .map(arrow -> arrow.getTargetClass().getBaseComponentType())
                    .filter(LibraryTest::isOfLibrary)
                    .map(used -> used.getName().replaceFirst("\\$.*", ""))
                    .map(used -> used.substring(LIBRARY.length() + 1)))
        .isNotEmpty()
        .isSubsetOf(STABLE);
  }

  @Test
  void the_page_of_the_package_names_every_stable_type() throws Exception {
    String page =
        Files.readString(Path.of("src/main/java/io/esgoperator/netpol/package-info.java"));
    assertThat(Pattern.compile("<td>\\{@code ([\\w.]+)}</td>").matcher(page).results())
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(STABLE);
  }

  private static boolean isOfLibrary(JavaClass one) {
    return (one.getPackageName() + ".").startsWith(LIBRARY + ".");
  }

  private static Ruling rule(String server, List<HasMetadata> objects) throws UnknownHostException {
    World world = WorldReading.of(objects);
    return Evaluator.of(world)
        .rule(
            Connection.of(
                world.workloads().get(0),
                new Endpoint.Outside(InetAddress.getByName(server)),
                Protocol.TCP,
                25));
  }
}
