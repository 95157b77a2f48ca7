package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvReaderTest {
  private static CsvReader reader(String text) {
    return new CsvReader(new BufferedReader(new StringReader(text)));
  }

  private static List<List<String>> read(String text) throws IOException {
    CsvReader reader = reader(text);
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row = reader.next(); row != null; row = reader.next()) {
      rows.add(row);
    }
    return rows;
  }

  @Test
  void cellsAreSeparatedByCommasAndRecordsByLines() throws IOException {
    assertThat(read("a,b\r\nc,d\n")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(read("a,b\nc,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(read(",\n")).containsExactly(List.of("", ""));
    assertThat(read("")).isEmpty();
  }

  @Test
  void quotedCellsHoldCommasQuotesAndLines() throws IOException {
    assertThat(read("\"a,b\",\"c\"\"d\",\"e\r\nf\"\n\"\"\n"))
        .containsExactly(List.of("a,b", "c\"d", "e\r\nf"), List.of(""));
    assertThat(read("a\"b,c\n")).containsExactly(List.of("a\"b", "c"));
  }

  @Test
  void emptyLinesAreSkippedAndLinesAreCountedAllTheSame() throws IOException {
    CsvReader reader = reader("a\n\n\n\"b\nb\"\nc\n");
    assertThat(reader.next()).containsExactly("a");
    assertThat(reader.line()).isEqualTo(1);
    assertThat(reader.next()).containsExactly("b\nb");
    assertThat(reader.line()).isEqualTo(4);
    assertThat(reader.next()).containsExactly("c");
    assertThat(reader.line()).isEqualTo(6);
    assertThat(reader.next()).isNull();
  }

  @Test
  void aQuoteThatDoesNotEndIsNamedByTheLineWhereItBegan() {
    assertThatThrownBy(() -> read("a\n\"b\nc\n"))
        .isInstanceOf(InputException.class)
        .hasMessage("line 2: a quoted cell does not end");
  }
}
