package io.esgoperator.probe.names;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A host and its addresses.
 *
 * @param failure why not all are known; empty where they are
 */
record AddressedHost(Name name, List<InetAddress> addresses, Optional<String> failure) {

  /** In both families, IPv4 first. */
  static AddressedHost of(Name name, Lookups lookups) {
    List<AddressedHost> families =
        Stream.of(Family.values()).map(family -> of(name, family, lookups)).toList();
    return new AddressedHost(
        name,
        families.stream().flatMap(family -> family.addresses().stream()).toList(),
        families.stream().flatMap(family -> family.failure().stream()).findFirst());
  }

  static AddressedHost of(Name name, Family family, Lookups lookups) {
    Lookup said = lookups.of(name, family == Family.IPv4 ? Type.A : Type.AAAA);
    return new AddressedHost(
        name,
        said instanceof Lookup.Found found ? found.addresses().toList() : List.of(),
        said instanceof Lookup.Failed failed ? Optional.of(failed.why()) : Optional.empty());
  }

  boolean hasAny(List<InetAddress> others) {
    return addresses.stream().anyMatch(others::contains);
  }

  /** The host, then its addresses. */
  String text() {
    return Stream.concat(Stream.of(NameText.of(name)), addresses.stream().map(AddressText::of))
        .collect(Collectors.joining(" "));
  }
}
