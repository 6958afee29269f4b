package io.esgoperator.probe.names.recursion;

import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** What one server of a zone says. */
sealed interface Said {
  /** Records of the name and type. */
  record Records(List<Record> records, boolean isSigned) implements Said {}

  /** Another name stands for it (RFC 1034 section 3.6.2, RFC 6672). */
  record Alias(Name target, boolean isSigned) implements Said {}

  record Nothing(boolean isName) implements Said {}

  /** A zone beneath it knows. */
  record Referral(Zone zone) implements Said {}

  record Failed(String why) implements Said {}

  /**
   * A zone and its servers.
   *
   * @param named servers whose addresses can be looked up elsewhere
   * @param glued addresses that came along
   */
  record Zone(Name name, List<Name> named, List<InetAddress> glued) {}
}
