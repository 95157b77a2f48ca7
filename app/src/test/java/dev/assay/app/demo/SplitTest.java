package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.datasets.Dataset;
import dev.assay.datasets.Datasets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitTest {

  @Test
  void splitsAreStratifiedAndFollowTheSeed() {
    Dataset digits = Datasets.named(Datasets.DIGITS);
    Split split = Split.stratified(digits, 1);
    assertThat(IntStream.concat(Arrays.stream(split.pool()), Arrays.stream(split.heldOut())))
        .hasSize(digits.size())
        .doesNotHaveDuplicates();
    assertThat(split.pool()).isSorted();
    for (int k = 0; k < 10; k++) {
      int classIndex = k;
      long held =
          Arrays.stream(split.heldOut()).filter(row -> digits.classes()[row] == classIndex).count();
      assertThat(held).isEqualTo(counts(digits)[k] / Split.HELD_OUT_PART);
    }
    assertThat(Split.stratified(digits, 1).pool()).isEqualTo(split.pool());
    assertThat(Split.stratified(digits, 2).pool()).isNotEqualTo(split.pool());
  }

  private static int[] counts(Dataset dataset) {
    int[] counts = new int[dataset.classNames().size()];
    Arrays.stream(dataset.classes()).forEach(k -> counts[k]++);
    return counts;
  }
}
