package io.esgoperator.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The peers that a probe asks on a path to anywhere, unless the resource names others: two
 * unrelated, well-kept peers where the service has two. DCC, LDAP and OpenPGP are asked at the
 * servers that the resource declares. Every built-in target has every {@link Trait} of its
 * protocol.
 */
public final class BuiltInTargets {
  private static final Map<String, List<String>> BY_PATH =
      Map.of(
          "dns-udp", List.of("a.root-servers.net", "k.root-servers.net"),
          "dns-tcp", List.of("a.root-servers.net", "k.root-servers.net"),
          "smtp-out",
              List.of("gmail-smtp-in.l.google.com", "outlook-com.olc.protection.outlook.com"),
          "http", List.of("detectportal.firefox.com", "www.msftconnecttest.com"),
          "https", List.of("www.cloudflare.com", "www.wikipedia.org"),
          "razor2", List.of("discovery.razor.cloudmark.com"),
          "pyzor", List.of("public.pyzor.org"));

  /** Their owners publish these pages for detecting captive portals (protocols.md section 7). */
  private static final Map<String, Page> PAGES =
      Map.of(
          "detectportal.firefox.com", new Page("/success.txt", "success"),
          "www.msftconnecttest.com", new Page("/connecttest.txt", "Microsoft Connect Test"));

  private BuiltInTargets() {}

  /** Host names for the path; empty where there is no built-in one. */
  public static List<String> of(String path) {
    return BY_PATH.getOrDefault(path, List.of());
  }

  /** Whether it is one of them. */
  public static boolean has(String host) {
    return BY_PATH.values().stream().anyMatch(hosts -> hosts.contains(host));
  }

  /** The host's page with known content; empty where it has none. */
  public static Optional<Page> page(String host) {
    return Optional.ofNullable(PAGES.get(host));
  }

  /**
   * A page with known content.
   *
   * @param resource the request target
   * @param content what its body contains
   */
  public record Page(String resource, String content) {}
}
