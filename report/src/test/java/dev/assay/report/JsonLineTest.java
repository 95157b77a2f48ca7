package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void writesTextNumbersTruthAndArraysInTheirOrder() {
    String line =
        new JsonLine()
            .put("name", "a \"b\" \\ \n <c> \u00e9")
            .put("n", 30)
            .put("half", 0.5)
            .put("third", 1.0 / 3)
            .put("tiny", 1.23456789e-9)
            .put("large", 1.5e12)
            .put("none", Double.NaN)
            .put("exact", true)
            .put("parts", List.of(new JsonLine().put("x", 1), new JsonLine()))
            .toString();
    assertThat(line)
        .isEqualTo(
            "{\"name\":\"a \\\"b\\\" \\\\ \\n <c> \u00e9\",\"n\":30,\"half\":0.5,"
                + "\"third\":0.333333,\"tiny\":1.23457E-9,\"large\":1.5E+12,"
                + "\"none\":null,\"exact\":true,\"parts\":[{\"x\":1},{}]}");
  }

  @Test
  void decimalsCanBeFixed() {
    String line =
        new JsonLine()
            .put("accuracy", 0.9375, 6)
            .put("nothing", 0.0, 6)
            .put("less", 4e-7, 6)
            .put("half", 2.5e-6, 5)
            .put("seconds", 1234567.0005, 3)
            .toString();
    assertThat(line)
        .isEqualTo(
            "{\"accuracy\":0.937500,\"nothing\":0.000000,\"less\":0.000000,\"half\":0.00000,"
                + "\"seconds\":1234567.001}");
  }

  @Test
  void whatIsNotThereIsNull() {
    String line =
        new JsonLine()
            .put("estimate", null, 6)
            .put("speed", Double.POSITIVE_INFINITY, 3)
            .put("stop", (String) null)
            .put("held", (Boolean) null)
            .toString();
    assertThat(line).isEqualTo("{\"estimate\":null,\"speed\":null,\"stop\":null,\"held\":null}");
  }
}
