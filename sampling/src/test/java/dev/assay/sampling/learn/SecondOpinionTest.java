package dev.assay.sampling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
  private static final int CLASSES = 3;

  /** Items whose class their embedding tells, and a model that errs on one in so many. */
  private static SecondOpinion.Labelled clouds(int count, int everyOther, long seed) {
    SeededStream random = new SeededStream(seed);
    double[][] rows = new double[count][4];
    int[] classes = new int[count];
    int[] predicted = new int[count];
    double[] doubts = new double[count];
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      classes[i] = label;
      Arrays.setAll(rows[i], d -> (d == label ? 3 : 0) + random.nextUnit());
      predicted[i] = i % everyOther == 0 ? (label + 1) % CLASSES : label;
      doubts[i] = .1 + .2 * random.nextUnit();
    }
    return new SecondOpinion.Labelled(rows, classes, CLASSES, predicted, doubts);
  }

  private static double[] of(SecondOpinion opinion, SecondOpinion.Labelled pool) {
    return opinion.errors(pool.rows(), pool.predicted(), pool.doubts());
  }

  @Test
  void tellsErrorsThatTheModelDoesNotDoubt() {
    SecondOpinion opinion = SecondOpinion.of(clouds(120, 8, 1), 5);
    SecondOpinion.Labelled pool = clouds(600, 5, 2);
    double[] errors = of(opinion, pool);
    assertThat(opinion.isOn()).isTrue();
    assertThat(opinion.errorCount()).isEqualTo(15);
    for (int i = 0; i < errors.length; i++) {
      boolean isWrong = pool.predicted()[i] != pool.classes()[i];
      assertThat(errors[i]).isBetween(isWrong ? .5 : 0, isWrong ? 1 : .2);
    }
  }

  @Test
  void isOffBelowTenErrorsAndBelowTenRightAnswers() {
    SecondOpinion.Labelled few = clouds(72, 8, 1);
    assertThat(few.errorCount()).isEqualTo(9);
    SecondOpinion opinion = SecondOpinion.of(few, 5);
    assertThat(opinion.isOn()).isFalse();
    assertThat(opinion.blend()).isEqualTo(ErrorBlend.NONE);
    assertThat(of(opinion, few)).containsExactly(few.doubts());
    assertThat(SecondOpinion.of(clouds(80, 8, 1), 5).isOn()).isTrue();
    assertThat(SecondOpinion.of(clouds(100, 1, 1), 5).isOn()).as("all wrong").isFalse();
  }

  @Test
  void itemsThatTheModelSaidNothingOfTeachTheTreesAlone() {
    SecondOpinion.Labelled all = clouds(120, 8, 1);
    int[] predicted = all.predicted().clone();
    predicted[0] = -1;
    SecondOpinion opinion =
        SecondOpinion.of(
            new SecondOpinion.Labelled(all.rows(), all.classes(), CLASSES, predicted, all.doubts()),
            5);
    assertThat(opinion.errorCount()).isEqualTo(14);
    assertThat(opinion.labelCount()).isEqualTo(120);
  }

  /**
   * Where embeddings tell nothing, trees that judged labels that they had seen would seem to know
   * every error, and be trusted. The expected error then stays what it is, whatever they vote.
   */
  @Test
  void noLabelHelpsToJudgeItself() {
    SeededStream random = new SeededStream(9);
    int count = 600;
    double[][] rows = new double[count][8];
    int[] classes = new int[count];
    int[] predicted = new int[count];
    double[] doubts = new double[count];
    for (int i = 0; i < count; i++) {
      Arrays.setAll(rows[i], d -> random.nextUnit());
      classes[i] = random.nextBelow(2);
      predicted[i] = random.nextUnit() < .2 ? 1 - classes[i] : classes[i];
      doubts[i] = .2;
    }
    SecondOpinion opinion =
        SecondOpinion.of(new SecondOpinion.Labelled(rows, classes, 2, predicted, doubts), 1);
    // The weight of the votes has a standard error of about a quarter here.
    assertThat(opinion.blend().second()).isCloseTo(0, within(.75));
    double[] errors = new double[count];
    for (int i = 0; i < count; i++) {
      double[] row = new double[8];
      Arrays.setAll(row, d -> random.nextUnit());
      errors[i] = opinion.error(row, i % 2, .2);
    }
    assertThat(Arrays.stream(errors).average().orElseThrow()).isCloseTo(.2, within(.05));
  }

  @Test
  void isTheSameForTheSameSeed() {
    SecondOpinion.Labelled pool = clouds(300, 5, 2);
    double[] errors = of(SecondOpinion.of(clouds(120, 8, 1), 5), pool);
    assertThat(of(SecondOpinion.of(clouds(120, 8, 1), 5), pool)).containsExactly(errors);
    assertThat(of(SecondOpinion.of(clouds(120, 8, 1), 6), pool)).isNotEqualTo(errors);
  }

  @Test
  void learnsFromTwoThousandItemsAtMost() {
    int most = SecondOpinion.MAX_LABELLED;
    assertThat(most).isEqualTo(2_000);
    assertThatThrownBy(() -> SecondOpinion.of(clouds(most + 1, 8, 1), 5))
        .hasMessageContaining("2000 labelled items at most, not 2001");
  }
}
