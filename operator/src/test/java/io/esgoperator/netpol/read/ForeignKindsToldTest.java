package io.esgoperator.netpol.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Where else each kind of the table has to be written. */
class ForeignKindsToldTest {
  @Test
  void the_page_on_check_names_each_kind() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "check.md"));
    assertThat(ForeignKinds.all())
        .isNotEmpty()
        .allSatisfy(kind -> assertThat(page).contains(kind.group(), kind.name()));
  }

  /** What the chart allows is rendered to config/rbac. */
  @Test
  void the_operator_may_list_each_kind() throws Exception {
    String roles = Files.readString(Path.of("..", "config", "rbac", "rbac.yaml"));
    assertThat(ForeignKinds.all())
        .isNotEmpty()
        .allSatisfy(
            kind ->
                assertThat(roles)
                    .containsPattern(
                        "apiGroups: \\[[^]]*\\b%s\\b[^]]*], resources: \\[[^]]*\\b%s\\b[^]]*], verbs: \\[[^]]*list"
                            .formatted(kind.group().replace(".", "\\."), plural(kind))));
  }

  /** As the CustomResourceDefinition of the kind has it. */
  private static String plural(ForeignKind kind) {
    return switch (kind.name()) {
      case "MultiNetworkPolicy" -> "multi-networkpolicies";
      case "SecurityGroup" -> "security-groups";
      case "VpcEgressGateway" -> "vpc-egress-gateways";
      case "ServiceIntentions" -> "serviceintentions";
      default ->
          (kind.name().toLowerCase(Locale.ROOT) + "s")
              .replaceFirst("ys$", "ies")
              .replaceFirst("(sh|s)s$", "$1es");
    };
  }
}
