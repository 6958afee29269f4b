package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of protocols.md. */
class WireFormatTest {
  @Test
  void a_pyzor_ping_is_signed_as_the_reference_client_signs() {
    assertThat(new String(PyzorProber.ping(4242, 1_700_000_000), StandardCharsets.US_ASCII))
        .isEqualTo(
            "Op: ping\nThread: 4242\nPV: 2.1\nUser: anonymous\nTime: 1700000000\n"
                + "Sig: 6c75b1ab69b38151e681e4ac6b3d93727f9212b5\n\n");
  }

  @Test
  void a_dcc_nop_is_forty_bytes_with_an_empty_signature() {
    assertThat(HexFormat.of().formatHex(DccProber.nop(0x11223344, 0x55667788, 1, 1)))
        .isEqualTo("00280c010000000111223344556677880000000100000001" + "00".repeat(16));
  }
}
