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
  void amountsAndSharesAreNumbersAndDatesAreNot() {
    TextTable amounts =
        new TextTable("NAME", "PRICE", "SHARE", "SIZE", "DAY OF IT", "NOTE")
            .row("digits", "0.05 EUR", "7%", "1e-05", "2026-03-1", "two words")
            .row("caf\u00e9", "12.00 EUR", "12.5%", "-", "2026-03-01", "");
    assertThat(String.join("\n", amounts.text()))
        .isEqualTo(
            """
            NAME        PRICE  SHARE   SIZE  DAY OF IT   NOTE
            digits   0.05 EUR     7%  1e-05  2026-03-1   two words
            caf\u00e9    12.00 EUR  12.5%      -  2026-03-01\
            """);
  }

  @Test
  void whatWouldBreakALineIsABlankForPeopleAndIsKeptForPrograms() {
    TextTable broken = new TextTable("A").row("x\ny\u001b[31m");
    assertThat(broken.text()).containsExactly("A", "x y [31m");
    assertThat(broken.markdown()).endsWith("| x y [31m |");
    assertThat(broken.csv()).isEqualTo(records("A", "\"x\ny\u001b[31m\""));
  }

  @Test
  void cellsWithCommasAndQuotesAreQuotedInCsv() {
    TextTable cells =
        new TextTable("NAME", "NOTE").row("a,b", "say \"x\"").row("plain", "").row("#1", 2);
    assertThat(cells.csv())
        .isEqualTo(records("NAME,NOTE", "\"a,b\",\"say \"\"x\"\"\"", "plain,", "#1,2"));
  }

  @Test
  void cellsOfAWideTableGoOnBelowAndProgramsReadThemWhole() {
    TextTable wide = new TextTable("NAME", "NOTE").row("a", "one two three four").wrapAt(14);
    assertThat(wide.text())
        .containsExactly("NAME  NOTE", "a     one two", "      three", "      four");
    assertThat(wide.csv()).isEqualTo(records("NAME,NOTE", "a,one two three four"));
    assertThat(new TextTable("A").row("b c").wrapAt(3).text()).containsExactly("A", "b c");
    assertThat(new TextTable("A", "B").row("longer", "than it").wrapAt(5).text())
        .as("words stay whole")
        .containsExactly("A       B", "longer  than", "        it");
  }

  private static String records(String... records) {
    return String.join(System.lineSeparator(), records) + System.lineSeparator();
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    assertThatThrownBy(() -> table.row("alone")).hasMessage("a row has 2 cells, not 1");
  }
}
