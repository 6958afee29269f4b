package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    assertThat(ClassList.stable(A_RUN)).isEqualTo(ClassList.stable(ANOTHER_RUN));
  }

  @Test
  void lambdas_come_after_all_classes() {
    assertThat(ClassList.stable(A_RUN))
        .containsExactly(
            "io/esgoperator/Main",
            "java/lang/Object",
            "org/xbill/DNS/Record",
            "@lambda-proxy io/esgoperator/Main run ()Ljava/lang/Runnable;");
  }
}
