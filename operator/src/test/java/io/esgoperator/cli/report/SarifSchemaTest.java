package io.esgoperator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What code review reads keeps to OASIS' own schema of SARIF 2.1.0. */
class SarifSchemaTest {
  private Schema schema;

  @TempDir Path folder;

  @BeforeEach
  void read() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7,
                registry ->
                    registry.schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
            .getSchema(
                Files.readString(Path.of("src/test/resources/sarif/sarif-schema-2.1.0.json")),
                InputFormat.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../docs/check", "../config/samples/minimal.yaml", "../config/samples/full.yaml"})
  void a_report_keeps_to_it(String input) {
    assertThat(faults(Run.of("check", input, "--format", "sarif").out())).isEmpty();
  }

  @Test
  void a_report_on_rules_keeps_to_it() {
    String sarif =
        Run.of("connectivity", "../docs/connectivity", "--deny", "any to any", "-o", "sarif").out();
    assertThat(sarif).contains("DenyViolated");
    assertThat(faults(sarif)).isEmpty();
  }

  @Test
  void a_file_of_any_name_is_a_reference() throws IOException {
    for (String file : List.of("gateway", "policies")) {
      Files.copy(
          Path.of("../docs/check", file + ".yaml"), folder.resolve(file + " b%[é] #1?.yaml"));
    }
    String sarif = Run.of("check", folder.toString(), "--format", "sarif").out();
    assertThat(faults(sarif)).isEmpty();
    assertThat(faults(sarif.replace("%20", " "))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runs/0/tool/driver/name",
        "/runs/0/results/0/message/text",
        "/runs/0/results/0/locations/0/physicalLocation/region/startLine",
        "/version"
      })
  void what_is_no_sarif_does_not(String place) throws IOException {
    JsonNode sarif =
        new ObjectMapper().readTree(Run.of("check", "../docs/check", "--format", "sarif").out());
    int name = place.lastIndexOf('/');
    ((ObjectNode) sarif.at(place.substring(0, name))).putArray(place.substring(name + 1));
    assertThat(faults(sarif.toString())).isNotEmpty();
  }

  private List<String> faults(String sarif) {
    return schema.validate(sarif, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
