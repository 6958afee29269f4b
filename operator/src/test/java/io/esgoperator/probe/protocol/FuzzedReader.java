package io.esgoperator.probe.protocol;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Prober;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** What reads the answers of a protocol, and an honest answer to begin with. */
enum FuzzedReader {
  DNS_UDP(() -> prober(Application.DnsUdp)),
  DNS_TCP(() -> prober(Application.DnsTcp)),
  DNS_INSPECTION(() -> inspected(Application.DnsUdp)),
  DNS_TCP_INSPECTION(() -> inspected(Application.DnsTcp)),
  DNS_REFLECTION(
      () -> probers().inspectors().reflection().apply(Application.DnsUdp, "whoami.example.net")),
  DNS_BURST(() -> probers().inspectors().burst()),
  SMTP(() -> prober(Application.Smtp)),
  SMTP_INSPECTION(() -> inspected(Application.Smtp)),
  SMTPS(() -> prober(Application.Smtps)),
  HTTP(() -> prober(Application.Http)),
  HTTP_INSPECTION(() -> inspected(Application.Http)),
  HTTPS(() -> inspected(Application.Https)),
  HKP(() -> prober(Application.Hkp)),
  RAZOR2(() -> prober(Application.Razor2)),
  PYZOR(() -> prober(Application.Pyzor)),
  DCC(() -> prober(Application.Dcc)),
  LDAP(() -> prober(Application.Ldap)),
  LDAPS(() -> prober(Application.Ldaps)),
  TLS_RECORDS(() -> prober(Application.Ldaps));

  private final Supplier<Prober> prober;

  FuzzedReader(Supplier<Prober> prober) {
    this.prober = prober;
  }

  Prober prober() {
    return prober.get();
  }

  /** Whether only the content of honest TLS is spoiled. */
  boolean isBelowTls() {
    return this == SMTPS || this == HTTPS || this == LDAPS;
  }

  boolean readsDatagrams() {
    return EnumSet.of(DNS_UDP, DNS_INSPECTION, DNS_REFLECTION, PYZOR, DCC).contains(this);
  }

  boolean speaksTls() {
    return isBelowTls() || this == TLS_RECORDS;
  }

  /** Questions to it come as datagrams, where it asks over UDP. */
  byte[] honestAnswer(byte[] question) {
    return switch (this) {
      case PYZOR ->
          text(
              "Code: 200\nDiag: OK\nPV: 2.1\nThread: "
                  + new String(question, StandardCharsets.US_ASCII)
                      .lines()
                      .filter(line -> line.startsWith("Thread: "))
                      .map(line -> line.substring("Thread: ".length()))
                      .findFirst()
                      .orElse("1")
                  + "\n\n");
      case DCC -> dcc(question);
      case DNS_UDP, DNS_TCP, DNS_INSPECTION, DNS_TCP_INSPECTION, DNS_REFLECTION, DNS_BURST ->
          dns(question);
      default -> throw unlisted();
    };
  }

  /** What a server says on a connection, all at once. */
  byte[] honestAnswers(RandomGenerator random) {
    return switch (this) {
      case SMTP, SMTP_INSPECTION, SMTPS ->
          text(
              "220 mx.example.net ESMTP\r\n250-mx.example.net\r\n250-SIZE 1000\r\n"
                  + (random.nextBoolean() ? "250-XXXXXXXA\r\n" : "")
                  + "250 STARTTLS\r\n454 not now\r\n");
      case HTTP, HTTP_INSPECTION, HTTPS, HKP ->
          text(
              "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nVia: 1.1 proxy\r\nX-Cache: MISS from a from b\r\n\r\nHello, world");
      case RAZOR2 -> text("sn=C&srl=5098&a=l&a=cg&ep4=7542-10\r\n");
      case TLS_RECORDS -> TlsFlight.bytes();
      case LDAP, LDAPS -> ldap();
      default -> throw unlisted();
    };
  }

  private IllegalStateException unlisted() {
    return new IllegalStateException("no honest answer is written for " + this);
  }

  private static byte[] ldap() {
    return new LDAPMessage(
            1,
            new SearchResultEntryProtocolOp(
                "", List.of(new Attribute("supportedLDAPVersion", "2", "3"))))
        .encode()
        .encode();
  }

  private byte[] dns(byte[] question) {
    try {
      Message query = new Message(question);
      if (this == DNS_REFLECTION) {
        Message answer = RootServer.empty(query);
        answer.addRecord(
            new TXTRecord(query.getQuestion().getName(), DClass.IN, 60, "192.0.2.1"),
            Section.ANSWER);
        return answer.toWire();
      }
      return RootServer.answer(query, 260).toWire();
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] dcc(byte[] question) {
    byte[] answer = Arrays.copyOf(Arrays.copyOf(question, 24), 108);
    ByteBuffer.wrap(answer).putShort((short) answer.length);
    answer[3] = 6;
    return answer;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Probers probers() {
    return new Probers(null);
  }

  private static Prober prober(Application application) {
    return probers().forApplication(application, Inspection.off());
  }

  private static Prober inspected(Application application) {
    return probers()
        .forApplication(
            application, new Inspection(true, List.of(Trait.values()), List.of(), List.of()));
  }

  static InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }
}
