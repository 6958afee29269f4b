package io.esgoperator.lab;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each test may break the perimeter as it likes, and declares an instance of its own: a change by
 * an earlier test would look like an unstable path.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FreshGateway {
  public Lab lab;
  public Matrix matrix;
  public EsgInstance instance;

  @BeforeAll
  void remember(Lab lab, Matrix matrix) {
    this.lab = lab;
    this.matrix = matrix;
  }

  /** Applies the sample, and gives the status after its first round. */
  public EsgInstanceStatus declare() {
    instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", Sample.NO_CANARY));
    return lab.awaitRound(instance, null);
  }

  @AfterEach
  void open_all() {
    lab.firewall().openAll();
    lab.rest(Lab.NAMESPACE);
  }

  /** A part of each row that is not open, by path and family. */
  public static <T> Map<String, T> notOpen(EsgInstanceStatus status, Function<PathStatus, T> part) {
    Map<String, T> cells = new HashMap<>();
    status.paths().stream()
        .filter(row -> row.verdict() != Verdict.Open)
        .forEach(row -> cells.put(row.name() + " " + row.family(), part.apply(row)));
    return cells;
  }

  public static String condition(EsgInstanceStatus status, ConditionType type) {
    return status.condition(type).orElseThrow().getStatus();
  }
}
