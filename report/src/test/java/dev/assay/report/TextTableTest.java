package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  private final TextTable table =
      new TextTable("what", "ms").row("a long name", "9.50").row("short", "12.25 ± 0.10");

  @Test
  void alignsNumbersAtTheirRight() {
    assertThat(table.text())
        .containsExactly(
            "what                   ms", "a long name          9.50", "short        12.25 ± 0.10");
  }

  @Test
  void readsAsMarkdownToo() {
    assertThat(table.markdown())
        .containsExactly(
            "| what        |           ms |",
            "| --- | ---: |",
            "| a long name |         9.50 |",
            "| short       | 12.25 ± 0.10 |");
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    assertThatThrownBy(() -> table.row("alone")).hasMessage("a row has 2 cells");
  }
}
