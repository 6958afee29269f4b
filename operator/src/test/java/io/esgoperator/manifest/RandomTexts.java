package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;

/** Texts that some rule of the resource is about, and texts at the borders of a length. */
final class RandomTexts {
  // spotless:off
  static final List<String> ALL =
      List.of(
          "dc1.example.net",
          "dc1.example.net.",
          "mx-1.example.org",
          "dc1",
          "a..b",
          "-a.example.net",
          "10.1.2.3.4",
          "*.example.net",
          "dc1.example.net\n",
          "",
          "10.1.2.3",
          "010.1.2.3",
          "256.1.1.1",
          "2001:db8::1",
          "::ffff:10.1.2.3",
          "fe80::1%eth0",
          "1:2",
          "::",
          "1::2::3",
          "10.0.0.0/8",
          "10.1.2.0/28",
          "10.1.2.3/28",
          "10.1.2.3/32",
          "10.1.2.0/33",
          "10.1.2.0/08",
          "10.1.2.0/",
          "0.0.0.0/0",
          "::/0",
          "10.0.0.0/8/8",
          "2001:db8::/32",
          "2001:db8::1/32",
          "2001:DB8:0::/33",
          "2001:db8::/129",
          "::ffff:10.0.0.0/104",
          "64:ff9b::1.2.3.4/128",
          "30s",
          "29s",
          "5m",
          "24h",
          "24h1s",
          "1h30m",
          "1s",
          "60s",
          "61s",
          "0s",
          "5",
          "1.5s",
          "500ms",
          "often",
          "1m60s",
          "ntp",
          "smtp-out",
          "smtp-in",
          "dns-udp",
          "dcc",
          "ldap",
          "web-interface",
          "N T P",
          "ntp-",
          "9ntp",
          "n",
          // Durations.
          "99999999999999h",
          "999999h",
          "999999h999999h",
          "1000000s",
          "0000030s",
          // Pages.
          "https://ip.example.net",
          "http://ip.example.net/my/ip?v=4",
          "https://ip.example.net:443/",
          "https://203.0.113.7/",
          "ftp://ip.example.net",
          "https://ip.example.net/a b",
          // Labels, and names of objects.
          "app",
          "App_1.x",
          "-app",
          "app-",
          "app.",
          "a b",
          "\u00e4pp",
          "\uD83D\uDE00",
          "example.com/app",
          "Example.com/app",
          "example.com/",
          "/app",
          "a/b/c",
          "a".repeat(63),
          "a".repeat(64),
          "a".repeat(253) + "/app",
          "a".repeat(254) + "/a",
          "a".repeat(253) + "/" + "b".repeat(63),
          "kubernetes.io/metadata.name",
          "mailer",
          "mailer.v2",
          "mailer..v2",
          "Mailer",
          // Quantities.
          "0",
          "1",
          "100m",
          "0.5",
          ".5",
          "1.",
          ".",
          "64Mi",
          "160Mi",
          "1Ei",
          "16Ei",
          "1e3",
          "1E3",
          "1e-9",
          "1e99",
          "1e100",
          "12345n",
          "1u",
          "1ki",
          "1K",
          "-1",
          "+1",
          "1 ",
          "m",
          "1e",
          // Images.
          "esg-operator:dev",
          "registry.example.net:5000/mail/esg-operator:1.0",
          "registry.example.net/esg@sha256:" + "0".repeat(64),
          "esg@sha256:0",
          "[fd00::1]:5000/esg",
          "https://registry.example.net/esg",
          " esg",
          "Esg/Operator",
          // Certificates.
          "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
          "# a CA\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
          "-----BEGIN CERTIFICATE-----\nMIIB",
          "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
          "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n",
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n");

  // spotless:on

  private static final List<String> FILLINGS = List.of("a", "1", "a.", "a-", "0s", "\u00e4");

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  String any() {
    return one(ALL);
  }

  /** As long as its schema allows, one less or one more. */
  String atBorder(JsonNode schema) {
    int border = schema.path(random.nextInt(4) == 0 ? "minLength" : "maxLength").asInt();
    int length = Math.max(0, border - 1 + random.nextInt(3));
    String ending = one(List.of("", "b", ".example.net", "s", "/app"));
    String text = one(FILLINGS).repeat(length).substring(0, length);
    return ending.length() < length ? text.substring(ending.length()) + ending : text;
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
