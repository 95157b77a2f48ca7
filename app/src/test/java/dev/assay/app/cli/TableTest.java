package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static String print(Table table) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out, true));
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void columnsAreAlignedAndNumbersStandAtTheRight() {
    Table table =
        new Table("NAME", "COUNT", "PRICE", "NOTE")
            .row("digits", 7, "0.05 EUR", "two words")
            .row("caf\u00e9", 1234, "12.00 EUR", "");
    assertThat(print(table))
        .isEqualTo(
            """
            NAME    COUNT      PRICE  NOTE
            digits      7   0.05 EUR  two words
            caf\u00e9     1234  12.00 EUR
            """);
  }

  @Test
  void whatWouldBreakALineIsABlank() {
    assertThat(print(new Table("A").row("x\ny\u001b[31m"))).isEqualTo("A\nx y [31m\n");
  }

  @Test
  void cellsWithCommasAndQuotesAreQuotedInCsv() {
    StringWriter out = new StringWriter();
    new Table("NAME", "NOTE")
        .row("a,b", "say \"x\"")
        .row("plain", "")
        .printCsv(new PrintWriter(out, true));
    assertThat(out.toString().lines())
        .containsExactly("NAME,NOTE", "\"a,b\",\"say \"\"x\"\"\"", "plain,");
  }

  @Test
  void aRowOfAnotherLengthIsAFault() {
    assertThatThrownBy(() -> new Table("A", "B").row("x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void amountsHaveTwoDecimalsAndMoreWhereTheyAreNeeded() {
    assertThat(Amounts.show(0)).isEqualTo("0.00");
    assertThat(Amounts.show(50_000)).isEqualTo("0.05");
    assertThat(Amounts.show(100_000_000)).isEqualTo("100.00");
    assertThat(Amounts.show(-1)).isEqualTo("-0.000001");
    assertThat(Amounts.parse("12.5", "AMOUNT")).isEqualTo(12_500_000);
  }
}
