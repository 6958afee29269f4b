package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ProbePlanTest {
  @Test
  void the_pod_reads_what_the_operator_writes() throws JsonProcessingException {
    ProbePlan plan = Plans.of(Plans.INSPECTED, Plans.DCC);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(plan), ProbePlan.class)).isEqualTo(plan);
  }
}
