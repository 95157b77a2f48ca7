package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvRecordsTest {
  private static CsvRecords records(String text) {
    return new CsvRecords(new StringReader(text));
  }

  private static List<List<String>> read(String text) throws IOException {
    return records(text).rest();
  }

  @Test
  void cellsAreSeparatedByCommasAndRecordsByLines() throws IOException {
    assertThat(read("a,b\r\nc,d\n")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(read("a,b\nc,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(read(",\n")).containsExactly(List.of("", ""));
    assertThat(read("a,b\nc\n")).containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(read("#a, b \n")).containsExactly(List.of("#a", " b "));
    assertThat(read("")).isEmpty();
  }

  @Test
  void quotedCellsHoldCommasQuotesAndLines() throws IOException {
    assertThat(read("\"a,b\",\"c\"\"d\",\"e\r\nf\"\n\"\"\n"))
        .containsExactly(List.of("a,b", "c\"d", "e\r\nf"), List.of(""));
    assertThat(read("a\"b,c\n")).containsExactly(List.of("a\"b", "c"));
    assertThat(read("1, \"a,b\" ,2\n")).containsExactly(List.of("1", "a,b", "2"));
  }

  @Test
  void emptyLinesAreSkippedAndLinesAreCountedAllTheSame() throws IOException {
    CsvRecords records = records("a\n\n\n\"b\nb\"\nc\n");
    assertThat(records.next()).containsExactly("a");
    assertThat(records.line()).isEqualTo(1);
    assertThat(records.next()).containsExactly("b\nb");
    assertThat(records.line()).isEqualTo(4);
    assertThat(records.next()).containsExactly("c");
    assertThat(records.line()).isEqualTo(6);
    assertThat(records.next()).isNull();
  }

  @Test
  void aQuoteThatDoesNotEndIsNamedByTheLineWhereItBegan() {
    refused("a\n\"b\nc\n", "line 2: a quoted cell does not end");
  }

  @Test
  void textAfterAQuotedCellIsRefused() {
    refused("a\n\n\"b\"c,d\n", "line 3: text follows a quoted cell");
  }

  @Test
  void aCellHasALimit() throws IOException {
    String most = "x".repeat(CsvRecords.MAX_CELL_CHARACTERS);
    assertThat(read("a," + most + "\n\"" + most + "\"\n")).hasSize(2);
    String tooLong = "line 2: a cell has more than 1048576 characters";
    refused("a\nb," + most + "x\n", tooLong);
    refused("a\n\"" + most + "x\"\n", tooLong);
    refused("a\n\"" + most + most + "\"\n", tooLong);
  }

  @Test
  void aTextThatCannotBeReadIsNoEnd() {
    Reader broken =
        new Reader() {
          @Override
          public int read(char[] into, int from, int length) throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public void close() {
            // nothing is held
          }
        };
    assertThatThrownBy(new CsvRecords(broken)::next)
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(CsvException.class).hasMessage(message);
  }
}
