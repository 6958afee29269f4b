package io.esgoperator.probe;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** The DNS servers in a pod's resolv.conf, which its kubelet wrote. */
public final class Nameservers {
  /** The kubelet writes no more, and no C library uses more (resolv.conf(5), MAXNS). */
  public static final int MOST = 3;

  private static final Path FILE = Path.of("/etc/resolv.conf");

  private Nameservers() {}

  /** Of this pod: literal addresses in their order, {@link #MOST} at most; empty without a file. */
  public static List<String> ofThisPod() {
    return in(FILE);
  }

  static List<String> in(Path file) {
    try (InputStream text = Files.newInputStream(file)) {
      return new ResolvConf()
          .read(text).stream()
              .map(InetSocketAddress::getAddress)
              .filter(Objects::nonNull)
              .filter(address -> !isOnOneLink(address))
              .map(AddressText::of)
              .filter(Cidr::isLiteral)
              .limit(MOST)
              .toList();
    } catch (IOException unreadable) {
      // Without a file the report names none, and the operator keeps what it knows.
      return List.of();
    }
  }

  /** Such an address needs its interface, which no policy can name. */
  private static boolean isOnOneLink(InetAddress address) {
    return address instanceof Inet6Address && address.isLinkLocalAddress();
  }

  private static final class ResolvConf extends ResolvConfResolverConfigProvider {
    List<InetSocketAddress> read(InputStream text) throws IOException {
      parseResolvConf(text);
      return servers();
    }
  }
}
