package io.esgoperator.lab;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one lab and the one matrix of the run; it starts at the first use and ends with
 * the run.
 */
public final class LabExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(Lab.class, Matrix.class).contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    return parameter.getParameter().getType() == Lab.class
        ? store.getOrComputeIfAbsent("lab", key -> Lab.start())
        : store.getOrComputeIfAbsent("matrix", key -> new Matrix());
  }
}
