package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of public bug reports, of faults and of harm name tests that exist. */
@Tag("slow")
class CasesTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT)\\.\\w+)`");

  private static Set<String> methods;

  @BeforeAll
  static void read() {
    methods =
        new ClassFileImporter()
            .importPackages("io.esgoperator").stream()
                .flatMap(
                    type ->
                        type.getAllMethods().stream()
                            .map(method -> type.getSimpleName() + "." + method.getName()))
                .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cases.md", "faults.md", "hostile.md"})
  void every_named_test_exists(String page) throws IOException {
    List<String> named =
        TEST.matcher(Files.readString(Path.of("../docs", page)))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(named).isNotEmpty().allMatch(methods::contains, "exists");
  }
}
