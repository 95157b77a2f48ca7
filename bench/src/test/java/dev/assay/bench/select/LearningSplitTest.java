package dev.assay.bench.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.SourceFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LearningSplitTest {
  private static final SourceFiles FILES = new SourceFiles(new DataFolder(Path.of("none")));

  @Test
  void withoutFilesOfOnesOwnTheSetsThatComeWithItAreThere() {
    assertThat(LearningSet.present(FILES))
        .containsExactly(
            "digits", "digits-drift", "digits-flips", "digits-rare", "breast-cancer", "generated");
  }

  @Test
  void poolTestAndTrainingOfTheJudgedModelHaveNothingInCommon() {
    for (String name : LearningSet.present(FILES)) {
      LearningSet set = LearningSet.named(name, FILES);
      LearningSplit split = LearningSplit.of(set, 1);
      int[] all =
          IntStream.concat(Arrays.stream(split.pool()), Arrays.stream(split.test())).toArray();
      assertThat(all).as(name).doesNotHaveDuplicates();
      assertThat(split.pool().length).isLessThanOrEqualTo(set.poolSize());
      assertThat(split.pool().length).isGreaterThan(set.rounds() * set.batch());
    }
  }

  @Test
  void aTwentiethOfAFlippedPoolHasAnotherClassAndTheTestHasNone() {
    LearningSet set = LearningSet.named("digits-flips", FILES);
    int changed = 0;
    for (int run = 0; run < 10; run++) {
      LearningSplit split = LearningSplit.of(set, run);
      changed += (int) changed(set, split, split.pool());
      assertThat(changed(set, split, split.test())).isZero();
    }
    // Of 9,000 at .05: 450, give or take 21; five standard deviations either way.
    assertThat(changed).isBetween(345, 555);
  }

  @Test
  void aRegionOfADriftedPoolHasOtherClassesAndTheTestWithIt() {
    LearningSet set = LearningSet.named("digits-drift", FILES);
    int tested = 0;
    for (int run = 0; run < 10; run++) {
      LearningSplit split = LearningSplit.of(set, run);
      // Some items are equally far from the middle.
      assertThat(changed(set, split, split.pool())).isBetween(45L, 50L);
      tested += (int) changed(set, split, split.test());
      // The test of a set of before is changed too, but the judged model is not.
      LearningSplit calm = LearningSplit.of(LearningSet.named("digits", FILES), run);
      assertThat(split.judged()).isDeepEqualTo(calm.judged());
    }
    // Of 797 items each: 40 a run, with regions as large as a pool of 900 makes them.
    assertThat(tested).isBetween(200, 600);
  }

  private static long changed(LearningSet set, LearningSplit split, int[] items) {
    return Arrays.stream(items)
        .filter(item -> split.examples().labels()[item] != set.examples().labels()[item])
        .count();
  }

  @Test
  void halfOfTheClassesAreCutToAnEighthAndNotInTheTest() {
    LearningSet set = LearningSet.named("digits-rare", FILES);
    LearningSplit split = LearningSplit.of(set, 1);
    int[] counts = new int[10];
    for (int item : split.pool()) {
      counts[set.examples().labels()[item]]++;
    }
    int[] tested = new int[10];
    for (int item : split.test()) {
      tested[set.examples().labels()[item]]++;
    }
    Arrays.sort(counts);
    // About 15 of each rare class and 111 of each other; 50 of each in the test.
    assertThat(counts[4]).isLessThan(35);
    assertThat(counts[5]).isGreaterThan(80);
    Arrays.sort(tested);
    assertThat(tested[0]).isGreaterThan(25);
    assertThat(tested[9]).isLessThan(75);
  }

  @Test
  void aGoalIsKeptByAllOfItsNumbers() {
    LearningGoal goal = new LearningGoal(.05, 4);
    assertThat(goal.verdict(.05, 4, -2.6, .88)).isEqualTo("kept");
    assertThat(goal.verdict(.05, 4, 2.6, .97)).isEqualTo("kept");
    assertThat(goal.verdict(.049, 4, 0, .9)).isEqualTo("broken: curve");
    assertThat(goal.verdict(.05, 3.9, 0, .9)).isEqualTo("broken: RE");
    assertThat(goal.verdict(.05, 4, -2.7, .87)).isEqualTo("broken: bias, coverage");
    assertThat(goal.verdict(.05, 4, 0, .98)).isEqualTo("broken: coverage");
    assertThat(LearningGoal.of("generated")).isNull();
  }
}
