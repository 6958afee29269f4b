package io.esgoperator.lab;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a lab and the one matrix of the run; each starts at its first use and ends with the
 * run. Most classes share a lab. One that locks {@link #SECOND}, {@link #THIRD}, {@link #CALICO} or
 * {@link #CILIUM} has the lab of that name for itself, operator, cluster and firewall, as long as
 * it runs.
 */
public final class LabExtension implements ParameterResolver {
  public static final String SECOND = "second";
  public static final String THIRD = "third";

  /** The lab whose engine is Calico, and the tag of the tests that run there. */
  public static final String CALICO = "calico";

  /** The lab whose engine is Cilium, and the tag of the tests that run there. */
  public static final String CILIUM = "cilium";

  /** The lock of the servers that all labs ask. */
  public static final String SERVERS = "servers";

  /**
   * The tag of tests that only {@code make test-all} runs: what they show, another shows shorter.
   */
  public static final String NIGHT = "night";

  /** The tag of tests that read alike on each engine: by day they run on kube-router alone. */
  public static final String ALIKE = "alike";

  /**
   * The classes that lock a lab or a perimeter are long lines: whenever one is free, it goes on.
   */
  public static final int IN_LINE = 3;

  /** Whether this is a run of {@code make test-all}, in which tables are tried row by row. */
  public static boolean isNight() {
    return Boolean.getBoolean(NIGHT);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(Lab.class, Matrix.class).contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    Optional<String> own = own(context.getRequiredTestClass());
    return parameter.getParameter().getType() == Matrix.class
        ? store.computeIfAbsent(Matrix.class).on(engine(own.orElse("")))
        : own.map(name -> store.computeIfAbsent(name, LabExtension::lab, Lab.class))
            .orElseGet(() -> store.computeIfAbsent("shared", name -> Lab.shared(), Lab.class));
  }

  private static Lab lab(String name) {
    return Lab.beside(engine(name), name);
  }

  private static Engine engine(String lab) {
    return switch (lab) {
      case CALICO -> Engine.Calico;
      case CILIUM -> Engine.Cilium;
      default -> Engine.KubeRouter;
    };
  }

  private static Optional<String> own(Class<?> test) {
    return AnnotationSupport.findRepeatableAnnotations(test, ResourceLock.class).stream()
        .map(ResourceLock::value)
        .filter(List.of(SECOND, THIRD, CALICO, CILIUM)::contains)
        .findFirst();
  }
}
