package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void digitsAreThereWithTheCountsOfTheirSource() {
    Dataset digits = Datasets.named(Datasets.DIGITS);
    assertThat(digits.size()).isEqualTo(1_797);
    assertThat(digits.featureCount()).isEqualTo(64);
    assertThat(digits.classNames()).hasSize(10).startsWith("0").endsWith("9");
    assertThat(counts(digits)).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
  }

  @Test
  void breastCancerIsThereWithTheCountsOfItsSource() {
    Dataset tumours = Datasets.named(Datasets.BREAST_CANCER);
    assertThat(tumours.size()).isEqualTo(569);
    assertThat(tumours.featureCount()).isEqualTo(30);
    assertThat(tumours.classNames()).containsExactly("malignant", "benign");
    assertThat(counts(tumours)).containsExactly(212, 357);
  }

  @Test
  void filesAreCalledByWhatTheirNamesAllowAndMayBeginWithAMark() throws IOException {
    Path file = folder.resolve("2 My_Flowers.CSV");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CsvDataset.MIN_ROWS; i++) {
      text.append(i).append(',').append(i % 3).append('\n');
    }
    Files.writeString(file, "\uFEFF" + text);
    Dataset flowers = Datasets.named(file.toString());
    assertThat(flowers.name()).isEqualTo("my-flowers");
    assertThat(flowers.size()).isEqualTo(CsvDataset.MIN_ROWS);
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("image.csv"), new byte[] {(byte) 0xff, 1, 2});
    assertThatThrownBy(() -> Datasets.named(file.toString()))
        .isInstanceOf(DatasetException.class)
        .hasMessage(file + " is no text in UTF-8");
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Datasets.named("letters"))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "\"letters\" is no data set; use digits, breast-cancer or a file that ends in .csv");
    assertThatThrownBy(() -> Datasets.named(folder.resolve("none.csv").toString()))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("there is no file ");
  }

  private static int[] counts(Dataset dataset) {
    int[] counts = new int[dataset.classNames().size()];
    Arrays.stream(dataset.classes()).forEach(k -> counts[k]++);
    return counts;
  }
}
