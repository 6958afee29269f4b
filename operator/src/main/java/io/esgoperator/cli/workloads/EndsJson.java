package io.esgoperator.cli.workloads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.PortSpan;
import java.util.List;

/** Ends of connections and their ports for programs, alike in each command. */
public final class EndsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EndsJson() {}

  /** {@code [{"protocol": "TCP", "first": 80, "last": 90}]}. */
  public static ArrayNode ports(List<PortSpan> spans) {
    ArrayNode ports = NODES.arrayNode();
    spans.forEach(
        span ->
            ports
                .addObject()
                .put("protocol", span.protocol().name())
                .put("first", span.ports().first())
                .put("last", span.ports().last()));
    return ports;
  }

  /** {@code {"outside": ["192.0.2.0/24"]}}. */
  public static ObjectNode outside(List<Cidr> networks) {
    return NODES.objectNode().set("outside", JsonText.texts(networks));
  }
}
