package dev.assay.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {
  @Test
  void poolsAreTheGreaterHalfAndEveryClassIsInProportion() {
    SourceFiles files = new SourceFiles(DataFolder.ofEnvironment(Map.of()));
    Examples cancer = files.breastCancer();
    Examples digits = files.digits();
    Halves ofCancer = Halves.stratified(cancer.labels(), 2, 1);
    Halves ofDigits = Halves.stratified(digits.labels(), 10, 1);
    assertThat(ofCancer.pool()).hasSize(285);
    assertThat(ofDigits.pool()).hasSize(899);
    for (int digit = 0; digit < 10; digit++) {
      int label = digit;
      long all = Arrays.stream(digits.labels()).filter(each -> each == label).count();
      long pooled = Arrays.stream(ofDigits.pool()).filter(i -> digits.labels()[i] == label).count();
      assertThat(Math.abs(2 * pooled - all)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void halvesHaveNothingInCommonAndDependOnTheSeedAlone() {
    int[] labels = IntStream.range(0, 101).map(i -> i % 3).toArray();
    Halves halves = Halves.stratified(labels, 3, 7);
    int[] both =
        IntStream.concat(Arrays.stream(halves.training()), Arrays.stream(halves.pool()))
            .sorted()
            .toArray();
    assertThat(both).isEqualTo(IntStream.range(0, 101).toArray());
    assertThat(Halves.stratified(labels, 3, 7).pool()).isEqualTo(halves.pool());
    assertThat(Halves.stratified(labels, 3, 8).pool()).isNotEqualTo(halves.pool());
  }

  @Test
  void foldsHoldEachItemOnceAndEveryClass() {
    int[] labels = IntStream.range(0, 103).map(i -> i % 4).toArray();
    int[] fold = Halves.folds(labels, 4, 5, 3);
    int held = 0;
    for (int k = 0; k < 5; k++) {
      Halves parts = Halves.ofFold(fold, k);
      held += parts.pool().length;
      assertThat(parts.pool().length).isBetween(20, 21);
      assertThat(Arrays.stream(parts.pool()).map(i -> labels[i]).distinct().count()).isEqualTo(4);
    }
    assertThat(held).isEqualTo(103);
  }
}
