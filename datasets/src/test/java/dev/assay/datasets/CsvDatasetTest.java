package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.report.CsvRecords;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

final class CsvDatasetTest {
  private static final String NAME = "tumours";

  @Test
  void numbersAndTheClassInTheLastColumnAreRead() throws IOException {
    Dataset dataset = read(rows(CsvDataset.MIN_ROWS));
    assertThat(dataset.size()).isEqualTo(CsvDataset.MIN_ROWS);
    assertThat(dataset.featureCount()).isEqualTo(2);
    assertThat(dataset.classNames()).containsExactly("even", "odd");
    assertThat(dataset.features()[7]).containsExactly(7, -0.5);
    assertThat(dataset.classes()[7]).isEqualTo(1);
  }

  @Test
  void headerBlankLinesAndQuotesAreLeftOut() throws IOException {
    String plain = rows(CsvDataset.MIN_ROWS);
    Dataset dataset = read("size, shift, kind\n\n" + plain.replace("even", " \"even\" "));
    assertThat(dataset.size()).isEqualTo(CsvDataset.MIN_ROWS);
    assertThat(dataset.classNames()).containsExactly("even", "odd");
  }

  @Test
  void idsTellTheirRows() throws IOException {
    Dataset dataset = read(rows(CsvDataset.MIN_ROWS));
    assertThat(dataset.itemId(41)).isEqualTo("tumours-000042");
    assertThat(dataset.row(dataset.itemId(41))).isEqualTo(41);
  }

  @Test
  void faultsAreNamedByLine() {
    refused(rows(3) + "x,1,even\n", "line 4 of tumours column 1 holds \"x\"");
    refused(rows(3) + "1,,even\n", "line 4 of tumours column 2 holds \"\"");
    refused(rows(3) + "1,NaN,even\n", "no finite number");
    refused(rows(3) + "1,even\n", "line 4 of tumours has 2 columns, the first line has 3");
    refused(rows(3) + "1,2,\n", "line 4 of tumours needs a class of 1 to 100 characters");
    refused(rows(3) + "1,\"2,even\n", "tumours cannot be read: line 4: a quoted cell does not end");
    refused("even\n", "line 1 of tumours has one column");
    refused("1,".repeat(CsvDataset.MAX_FEATURES + 1) + "even\n", "at most 500 are read");
  }

  @Test
  void tooLittleDataIsRefused() {
    refused("", "has 0 rows of data; at least 100 are needed");
    refused(rows(CsvDataset.MIN_ROWS - 1), "has 99 rows of data");
    refused(rows(CsvDataset.MIN_ROWS).replace("even", "odd"), "has 1 different values");
    refused(rows(CsvDataset.MIN_ROWS) + "1,2,rare\n", "has 1 rows of class \"rare\"");
  }

  @Test
  void columnOfNumbersIsNoColumnOfClasses() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= CsvDataset.MAX_CLASSES; i++) {
      text.append("1,").append(i).append('\n');
    }
    refused(text.toString(), "has 101 different values in its last column; 2 to 100 classes");
  }

  @Test
  void moreRowsThanTheLimitAreRefused() {
    refused(rows(CsvDataset.MAX_ROWS + 1), "line 50001 of tumours is one too many");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static Dataset read(String text) throws IOException {
    return CsvDataset.read(NAME, new CsvRecords(new StringReader(text)));
  }

  private static String rows(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i).append(",-0.5,").append(i % 2 == 0 ? "even" : "odd").append('\n');
    }
    return text.toString();
  }
}
