package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
  private static final List<String> A_RUN =
      List.of(
          "# NOTE: Do not modify this file.",
          "java/lang/Object id: 0",
          "@lambda-proxy io/esgoperator/Main run ()Ljava/lang/Runnable;",
          "io/esgoperator/Main id: 12",
          "@cp io/esgoperator/Main 1 2 7",
          "org/xbill/DNS/Record id: 7",
          "made/up/Plugin id: 31 super: 0 source: /tmp/plugin.jar");
  private static final List<String> ANOTHER_RUN =
      List.of(
          "java/lang/Object id: 0",
          "org/xbill/DNS/Record id: 3",
          "io/esgoperator/Main id: 4",
          "@cp io/esgoperator/Main 1 2 7 9",
          "@lambda-proxy io/esgoperator/Main run ()Ljava/lang/Runnable;");

  @Test
  void two_runs_that_load_the_same_classes_make_the_same_list() {
    assertThat(ClassList.stable(List.of(A_RUN))).isEqualTo(ClassList.stable(List.of(ANOTHER_RUN)));
  }

  @Test
  void the_classes_of_several_runs_are_in_one_list(@TempDir Path folder) throws IOException {
    Path run = Files.write(folder.resolve("a"), List.of("b/B id: 1", "a/A id: 2"));
    Path another = Files.write(folder.resolve("b"), List.of("a/A id: 1", "c/C id: 2"));
    Path list = folder.resolve("list");
    ClassList.main(new String[] {run.toString(), another.toString(), list.toString()});
    assertThat(list).hasContent("a/A\nb/B\nc/C");
  }

  @Test
  void lambdas_come_after_all_classes() {
    assertThat(ClassList.stable(List.of(A_RUN)))
        .containsExactly(
            "io/esgoperator/Main",
            "java/lang/Object",
            "org/xbill/DNS/Record",
            "@lambda-proxy io/esgoperator/Main run ()Ljava/lang/Runnable;");
  }

  @Test
  void lambdas_that_look_alike_are_listed_as_often_as_one_run_has_them() {
    String lambda = "@lambda-proxy a/A get ()Ljava/util/function/Supplier;";
    assertThat(
            ClassList.stable(
                List.of(
                    List.of("a/A id: 1", lambda, lambda),
                    List.of("a/A id: 1", lambda, "b/B id: 2"))))
        .containsExactly("a/A", "b/B", lambda, lambda);
  }
}
