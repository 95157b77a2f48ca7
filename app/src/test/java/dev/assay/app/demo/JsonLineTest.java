package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonLineTest {
  @Test
  void fieldsStandInTheirOrderOnOneLine() {
    String line =
        new JsonLine()
            .put("round", 3)
            .put("accuracy", (Double) 0.9375)
            .put("estimate", (Double) null)
            .put("model", "round-2")
            .put("stop", (String) null)
            .put("held", (Boolean) true)
            .toString();
    assertThat(line)
        .isEqualTo(
            "{\"round\":3,\"accuracy\":0.937500,\"estimate\":null,\"model\":\"round-2\","
                + "\"stop\":null,\"held\":true}");
  }

  @Test
  void quotesBackslashesAndControlCharactersAreEscaped() {
    assertThat(new JsonLine().put("text", "a\"b\\c\nd").toString())
        .isEqualTo("{\"text\":\"a\\\"b\\\\c\\u000ad\"}");
  }
}
