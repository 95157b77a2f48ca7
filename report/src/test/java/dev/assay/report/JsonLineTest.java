package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void writesTextNumbersTruthAndArrays() {
    String line =
        new JsonLine()
            .put("name", "a \"b\" \\ \n")
            .put("n", 30)
            .put("half", 0.5)
            .put("third", 1.0 / 3)
            .put("none", Double.NaN)
            .put("exact", true)
            .put("parts", List.of(new JsonLine().put("x", 1), new JsonLine()))
            .toString();
    assertThat(line)
        .isEqualTo(
            "{\"name\":\"a \\\"b\\\" \\\\ \\u000a\",\"n\":30,\"half\":0.5,\"third\":0.333333,"
                + "\"none\":null,\"exact\":true,\"parts\":[{\"x\":1},{}]}");
  }
}
