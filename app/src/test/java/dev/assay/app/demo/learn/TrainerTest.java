package dev.assay.app.demo.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.app.demo.Split;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.Datasets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainerTest {
  private static final Dataset DIGITS = Datasets.named(Datasets.DIGITS);

  @Test
  void threeHundredDigitsMakeADecentClassifier() {
    double sum = 0;
    for (int seed = 1; seed <= 3; seed++) {
      Split split = Split.stratified(DIGITS, seed);
      Classifier classifier = trainer(split).train(lessons(split, 300));
      int right = 0;
      for (int row : split.heldOut()) {
        int predicted = Classifier.predicted(classifier.probabilities(row));
        right += predicted == DIGITS.classes()[row] ? 1 : 0;
      }
      sum += (double) right / split.heldOut().length;
    }
    assertThat(sum / 3).isGreaterThan(0.92);
  }

  @Test
  void sameLessonsMakeTheSameModel() {
    Split split = Split.stratified(DIGITS, 1);
    Classifier one = trainer(split).train(lessons(split, 40));
    Classifier other = trainer(split).train(lessons(split, 40));
    for (int row : split.heldOut()) {
      assertThat(one.probabilities(row)).isEqualTo(other.probabilities(row));
    }
  }

  @Test
  void probabilitiesSumToOneAndUnseenClassesHaveNone() {
    Split split = Split.stratified(DIGITS, 1);
    List<Trainer.Lesson> lessons =
        lessons(split, 300).stream().filter(lesson -> lesson.classIndex() < 3).toList();
    Classifier classifier = trainer(split).train(lessons);
    for (int row : split.heldOut()) {
      float[] probabilities = classifier.probabilities(row);
      float sum = 0;
      for (int k = 0; k < probabilities.length; k++) {
        sum += probabilities[k];
        assertThat(probabilities[k]).isBetween(0f, k < 3 ? 1f : 0f);
      }
      assertThat(sum).isCloseTo(1f, within(1e-5f));
    }
  }

  @Test
  void oneClassAloneIsPredictedAlways() {
    Split split = Split.stratified(DIGITS, 1);
    List<Trainer.Lesson> lessons =
        lessons(split, 300).stream().filter(lesson -> lesson.classIndex() == 6).toList();
    float[] probabilities = trainer(split).train(lessons).probabilities(split.heldOut()[0]);
    assertThat(probabilities[6]).isEqualTo(1f);
  }

  @Test
  void featuresAreStandardizedOverThePoolAndConstantsVanish() {
    double[][] rows = {{1, 5}, {3, 5}, {100, 6}};
    Standardized scaled = Standardized.of(rows, new int[] {0, 1});
    assertThat(scaled.row(0)).containsExactly(-1, 0);
    assertThat(scaled.row(1)).containsExactly(1, 0);
    assertThat(scaled.row(2)).containsExactly(98, 0);
  }

  private static Trainer trainer(Split split) {
    return new Trainer(Standardized.of(DIGITS.features(), split.pool()), DIGITS.classNames());
  }

  /** Rows of the pool at equal distances: as good as a random order, for the file's is random. */
  private static List<Trainer.Lesson> lessons(Split split, int count) {
    List<Trainer.Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int row = split.pool()[i * split.pool().length / count];
      lessons.add(new Trainer.Lesson(row, DIGITS.classes()[row]));
    }
    return lessons;
  }
}
