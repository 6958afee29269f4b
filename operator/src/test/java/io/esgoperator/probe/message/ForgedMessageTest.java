package io.esgoperator.probe.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.model.Family;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.RoundTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a termination message says that no probe writes: it is read as nothing, never in part. */
class ForgedMessageTest {
  private final TerminationMessage messages = new TerminationMessage();

  @Test
  void a_probe_of_before_tells_no_name_servers_and_is_read() throws UnreadableReportException {
    assertThat(messages.read(Plans.smtp(0), signed("{'v':7,'f':[0],'ms':42,'s':7,'r':[]}")))
        .isEqualTo(new ProbeReport(List.of(Family.IPv4), 42, 7, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'dns.example.net'", "'10.0.0.0/8'", "'1:2'", "'fe80::1%eth0'", "''", "{}"})
  void what_is_no_address_is_no_name_server(String told) {
    assertThatThrownBy(
            () ->
                messages.read(
                    Plans.smtp(0),
                    signed("{'v':7,'f':[],'ms':1,'s':-1,'r':[],'ns':[%s]}".formatted(told))))
        .isInstanceOf(UnreadableReportException.class);
  }

  @Test
  void no_more_name_servers_are_believed_than_a_kubelet_writes() throws UnreadableReportException {
    String many =
        "{'v':7,'f':[],'ms':1,'s':-1,'r':[],'ns':['10.0.0.1','10.0.0.2','10.0.0.3','10.0.0.4']}";
    assertThat(messages.read(Plans.smtp(0), signed(many)).nameservers())
        .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0,0,0,0,1,1,0,'pong']",
        "[0,1,30,BOUND,20,20,1,'%s']",
        "[0,0,0,0,1,1,0,''],[0,1,0,0,1,1,0,'']"
      })
  void rows_up_to_every_bound_are_read(String rows) throws UnreadableReportException {
    assertThat(
            messages
                .read(Plans.smtp(1), report(bounded(rows.replace("%s", "~".repeat(200)))))
                .paths())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // An index outside of the plan, the enums and the peers, on both sides.
        "[1,0,0,0,1,1,0,'']",
        "[-1,0,0,0,1,1,0,'']",
        "[0,2,0,0,1,1,0,'']",
        "[0,-1,0,0,1,1,0,'']",
        "[0,0,39,0,1,1,0,'']",
        "[0,0,-1,0,1,1,0,'']",
        "[0,0,0,0,1,1,2,'']",
        "[0,0,0,0,1,1,-1,'']",
        // Numbers out of range, and what is no number.
        "[0,0,0,-1,1,1,0,'']",
        "[0,0,0,OVER,1,1,0,'']",
        "[0,0,0,0,0,0,0,'']",
        "[0,0,0,0,24,1,0,'']",
        "[0,0,0,0,1,0,0,'']",
        "[0,0,0,0,1,2,0,'']",
        "[0,0,0,9223372036854775808,1,1,0,'']",
        "[0,0,0,99999999999999999999999,1,1,0,'']",
        "[0,0,0,1.5,1,1,0,'']",
        "[0,0,'0',0,1,1,0,'']",
        "[null,0,0,0,1,1,0,'']",
        "[0,0,0,1e1,1,1,0,'']",
        // Rows that are too short, too long, twice there, or none.
        "[]",
        "[0,0,0,0,1,1,0]",
        "[0,0,0,0,1,1,0,'','']",
        "[0,0,0,0,1,1,0,''],[0,0,1,0,1,1,0,'']",
        "{'0':0}",
        "7",
        "null",
        "[[0],0,0,0,1,1,0,'']",
        // Evidence that no probe writes.
        "[0,0,0,0,1,1,0,7]",
        "[0,0,0,0,1,1,0,null]",
        "[0,0,0,0,1,1,0,'\\u001b[2J']",
        "[0,0,0,0,1,1,0,'\\u202e']",
        "[0,0,0,0,1,1,0,'\u00e9']",
        "[0,0,0,0,1,1,0,'%s']"
      })
  void a_row_that_no_probe_writes_is_not_read(String rows) {
    assertMalformed(report(bounded(rows.replace("%s", "x".repeat(201)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "'text'",
        "{}",
        "{'v':4,'f':[0],'ms':1,'s':-1,'r':[]}",
        "{'v':7,'f':[0],'ms':1,'s':-1,'r':[],'a':1}",
        "{'v':7,'f':[0],'ms':1,'s':-1,'r':[[0,0,0,0,1,1,0,'']],'a':true}",
        "{'v':7,'ms':1,'s':-1,'r':[]}",
        "{'v':7,'f':[0,0],'ms':1,'s':-1,'r':[]}",
        "{'v':7,'f':[2],'ms':1,'s':-1,'r':[]}",
        "{'v':7,'f':[-1],'ms':1,'s':-1,'r':[]}",
        "{'v':7,'f':[0],'ms':-1,'s':-1,'r':[]}",
        "{'v':7,'f':[0],'ms':OVER,'s':-1,'r':[]}",
        "{'v':7,'f':[0],'ms':1,'s':-2,'r':[]}",
        "{'v':7,'f':[0],'ms':1,'s':OVER,'r':[]}",
        "{'v':7,'f':[0],'ms':1,'s':-1}",
        "{'v':7,'f':[0],'ms':1,'s':-1,'r':{}}",
        "{'v':7,'f':[1],'ms':1,'s':-1,'r':[[0,0,0,0,1,1,0,'']]}",
        "{'v':7,'v':7,'f':[0],'ms':1,'s':-1,'r':[]}",
        "{'v':7,'f':[0],'ms':1,'s':-1,'r':[]}{}",
        "{'v':7,'f':[0],'ms':1,'s':-1,'r':[[[[[[]]]]]]}"
      })
  void a_message_that_no_probe_writes_is_not_read(String quoted) {
    assertMalformed(signed(bounded(quoted)));
  }

  @Test
  void a_message_is_no_longer_than_kubernetes_lets_it_be() throws UnreadableReportException {
    String report = "{'v':7,'f':[0],'ms':1,'s':-1,'r':[]}";
    int room = 4_096 - signed(report).length();
    while (signed(report + " ".repeat(room)).length() > 4_096) {
      room--;
    }
    assertThat(messages.read(Plans.smtp(1), signed(report + " ".repeat(room))).paths()).isEmpty();
    assertMalformed(signed(report + " ".repeat(room + 2)));
  }

  @Test
  void a_path_has_only_the_families_of_its_peers() {
    assertMalformed(Plans.of(Plans.DCC), report("[0,1,0,0,1,1,0,'']"));
  }

  /** The longest that a round with tries of a second can last, two minutes more, and a bit over. */
  private static String bounded(String text) {
    long bound = RoundTime.atMost(Duration.ofSeconds(1)).plusMinutes(2).toMillis();
    return text.replace("BOUND", Long.toString(bound)).replace("OVER", Long.toString(bound + 1));
  }

  private void assertMalformed(String message) {
    assertMalformed(Plans.smtp(1), message);
  }

  private void assertMalformed(ProbePlan plan, String message) {
    assertThatThrownBy(() -> messages.read(plan, message))
        .isInstanceOfSatisfying(
            UnreadableReportException.class, fault -> assertThat(fault.isCut()).isFalse());
  }

  private static String signed(String quoted) {
    String body = quoted.replace('\'', '"');
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return body + "\n" + Long.toHexString(crc.getValue());
  }

  private static String report(String rows) {
    return signed("{'v':7,'f':[0,1],'ms':1,'s':-1,'r':[%s]}".formatted(rows));
  }
}
