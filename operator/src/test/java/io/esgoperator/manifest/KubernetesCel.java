package io.esgoperator.manifest;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.runtime.CelFunctionBinding.from;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.net.InetAddresses;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Google's CEL with the functions on addresses and quantities that Kubernetes adds to it
 * (k8s.io/apiserver, pkg/cel/library, ip.go, cidr.go and quantity.go), of which the resource's
 * rules use these. An address is its canonical text here, a network that and its prefix.
 */
final class KubernetesCel {
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");

  /** Kubernetes writes a field's name so in a rule. */
  private static final Map<String, String> ESCAPED =
      Map.of("ephemeral-storage", "ephemeral__dash__storage");

  private final Cel cel =
      CelFactory.standardCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", DYN)
          .addFunctionDeclarations(
              newFunctionDeclaration("isIP", newGlobalOverload("is_ip", BOOL, STRING)),
              newFunctionDeclaration("isCIDR", newGlobalOverload("is_cidr", BOOL, STRING)),
              newFunctionDeclaration("cidr", newGlobalOverload("cidr", STRING, STRING)),
              newFunctionDeclaration("ip", newMemberOverload("cidr_ip", STRING, STRING)),
              newFunctionDeclaration("family", newMemberOverload("ip_family", INT, STRING)),
              newFunctionDeclaration("masked", newMemberOverload("cidr_masked", STRING, STRING)),
              newFunctionDeclaration("prefixLength", newMemberOverload("cidr_prefix", INT, STRING)),
              newFunctionDeclaration("isQuantity", newGlobalOverload("is_quantity", BOOL, STRING)),
              newFunctionDeclaration("quantity", newGlobalOverload("quantity", STRING, STRING)),
              newFunctionDeclaration(
                  "compareTo", newMemberOverload("quantity_compare", INT, STRING, STRING)),
              newFunctionDeclaration("indexOf", newMemberOverload("index_of", INT, STRING, STRING)),
              newFunctionDeclaration(
                  "containsCIDR", newMemberOverload("cidr_contains", BOOL, STRING, STRING)))
          .addFunctionBindings(
              from("is_ip", String.class, KubernetesCel::isAddress),
              from("is_cidr", String.class, KubernetesCel::isNetwork),
              from("cidr", String.class, text -> Network.of(text).toString()),
              from("cidr_ip", String.class, text -> address(Network.of(text).address())),
              from("ip_family", String.class, text -> text.indexOf(':') < 0 ? 4L : 6L),
              from("cidr_masked", String.class, text -> Network.of(text).masked().toString()),
              from("cidr_prefix", String.class, text -> (long) Network.of(text).prefix()),
              from("is_quantity", String.class, text -> QUANTITY.matcher(text).matches()),
              from("quantity", String.class, text -> text),
              from(
                  "quantity_compare",
                  String.class,
                  String.class,
                  (one, other) -> (long) capped(one).compareTo(capped(other))),
              from(
                  "index_of",
                  String.class,
                  String.class,
                  (text, part) -> (long) text.indexOf(part)),
              from(
                  "cidr_contains",
                  String.class,
                  String.class,
                  (whole, part) -> Network.of(whole).contains(Network.of(part))))
          .build();

  private final Map<String, CelRuntime.Program> programs = new HashMap<>();
  private final ObjectMapper json = new ObjectMapper();

  /** What a rule says of a value; a fault of the evaluation is a broken rule for the API server. */
  boolean keeps(JsonNode self, String rule) {
    try {
      return Boolean.TRUE.equals(
          programs
              .computeIfAbsent(rule, this::program)
              .eval(Map.of("self", escaped(json.convertValue(self, Object.class)))));
    } catch (CelEvaluationException broken) {
      return false;
    }
  }

  private static Object escaped(Object value) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, Object> named = new LinkedHashMap<>();
      fields.forEach(
          (name, field) ->
              named.put(
                  ESCAPED.getOrDefault(String.valueOf(name), String.valueOf(name)),
                  escaped(field)));
      return named;
    }
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  private CelRuntime.Program program(String rule) {
    try {
      return cel.createProgram(cel.compile(rule).getAst());
    } catch (CelValidationException | CelEvaluationException wrong) {
      throw new IllegalArgumentException(rule, wrong);
    }
  }

  private static boolean isAddress(String text) {
    return text.indexOf('%') < 0
        && InetAddresses.isInetAddress(text)
        && !(text.indexOf(':') >= 0 && InetAddresses.forString(text) instanceof Inet4Address);
  }

  private static boolean isNetwork(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 2
        && isAddress(parts[0])
        && parts[1].matches("0|[1-9][0-9]?[0-9]?")
        && Integer.parseInt(parts[1]) <= (parts[0].indexOf(':') < 0 ? 32 : 128);
  }

  private static String address(InetAddress address) {
    return InetAddresses.toAddrString(address);
  }

  private record Network(InetAddress address, int prefix) {
    static Network of(String text) {
      if (!isNetwork(text)) {
        throw new IllegalArgumentException(text);
      }
      String[] parts = text.split("/");
      return new Network(InetAddresses.forString(parts[0]), Integer.parseInt(parts[1]));
    }

    Network masked() {
      byte[] bytes = address.getAddress();
      for (int bit = prefix; bit < bytes.length * 8; bit++) {
        bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
      }
      try {
        return new Network(InetAddress.getByAddress(bytes), prefix);
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    boolean contains(Network part) {
      return address.getAddress().length == part.address.getAddress().length
          && part.prefix >= prefix
          && number(new Network(part.address, prefix)).equals(number(this));
    }

    private static BigInteger number(Network network) {
      return new BigInteger(1, network.masked().address().getAddress());
    }

    @Override
    public String toString() {
      return KubernetesCel.address(address) + "/" + prefix;
    }
  }

  /** Kubernetes caps a quantity, and Fabric8 does not (resource.ParseQuantity). */
  private static BigDecimal capped(String quantity) {
    return new Quantity(quantity).getNumericalAmount().min(BigDecimal.valueOf(Long.MAX_VALUE));
  }
}
