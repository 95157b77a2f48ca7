package dev.assay.sampling.acquire.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.score.LeastConfidence;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies by scores that were corrected by the answers so far. */
class CalibratedTest {
  private static final int ANSWERS = 200;

  /** Of scores that say .9 every second answer is right; of those that say .6, all. */
  private static Known pool(int answers) {
    float[][] labelled = new float[answers][];
    int[] classes = new int[answers];
    for (int i = 0; i < answers; i++) {
      boolean isSure = i % 2 == 0;
      labelled[i] = isSure ? new float[] {.9f, .1f} : new float[] {.6f, .4f};
      classes[i] = isSure && i % 4 == 0 ? 1 : 0;
    }
    Rows rows = Rows.of(new float[] {.9f, .1f}, new float[] {.6f, .4f}, new float[] {.1f, .9f});
    return Known.of(3).scores(rows).answers(Rows.of(labelled), classes);
  }

  private static double[] utilities(Calibration calibration, Known pool) {
    return new Calibrated(new LeastConfidence(), calibration).select(pool, 1, 1).utilities();
  }

  private static final double[] AS_THEY_ARE = {.2, .8, .2};

  @Test
  void aTemperatureIsTheOneOfTheLeastLoss() {
    double[] utilities = utilities(Calibration.TEMPERATURE, pool(ANSWERS));
    // 3 of 4 answers are right: between the two, so less sure of the one and by as much of both.
    assertThat(utilities[0]).isGreaterThan(.3);
    assertThat(utilities[0]).isCloseTo(utilities[2], within(1e-6));
    assertThat(utilities[1]).isGreaterThan(utilities[0]);
  }

  /** What falls where it should rise is pooled: three of four are right, whatever they say. */
  @Test
  void isotonicRegressionPoolsWhatFalls() {
    double[] utilities = utilities(Calibration.ISOTONIC, pool(ANSWERS));
    assertThat(utilities[0]).isCloseTo(.5, within(.01)); // 2 (1 - 3/4)
    assertThat(utilities[1]).isCloseTo(.5, within(.01));
  }

  @ParameterizedTest
  @EnumSource(Calibration.class)
  void withFewAnswersScoresAreTakenAsTheyAre(Calibration calibration) {
    assertThat(utilities(calibration, pool(calibration.fewest() - 1)))
        .containsExactly(AS_THEY_ARE, within(1e-6));
    assertThat(utilities(calibration, pool(calibration.fewest())))
        .satisfies(utilities -> assertThat(utilities[0]).isGreaterThan(.25));
  }

  @ParameterizedTest
  @EnumSource(Calibration.class)
  void whereNothingIsAnsweredTheyAreTakenAsTheyAre(Calibration calibration) {
    Known unanswered = Known.of(3).scores(pool(0).scores());
    assertThat(utilities(calibration, unanswered)).containsExactly(AS_THEY_ARE, within(1e-6));
    int[] none = new int[ANSWERS];
    Arrays.fill(none, -1);
    Known noClass = pool(ANSWERS).answers(pool(ANSWERS).labelledScores(), none);
    assertThat(utilities(calibration, noClass)).containsExactly(AS_THEY_ARE, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Calibration.class)
  void ofSeveralLabelsTheyAreTakenAsTheyAre(Calibration calibration) {
    Rows labels = Rows.multiLabel(new float[] {.9f, .9f});
    Known pool = Known.of(1).scores(labels).answers(labels, new int[1]);
    assertThat(utilities(calibration, pool)).containsExactly(new double[] {.2}, within(1e-6));
  }

  /** They were said by the scores as they were, so that errors would be corrected twice. */
  @Test
  void whereScoresAreCorrectedNothingIsToldOfWhatWasSaidBefore() {
    for (int answers : new int[] {ANSWERS, Calibration.TEMPERATURE.fewest() - 1}) {
      Known pool = pool(answers).judged(new Judgements(new int[answers], new double[answers]));
      Listening listening = new Listening(new AtomicBoolean());
      new Calibrated(listening, Calibration.TEMPERATURE).select(pool, 1, 1);
      assertThat(listening.isTold().get())
          .as("where scores are as they were, of %d answers", answers)
          .isEqualTo(answers < ANSWERS);
    }
  }

  /** Notes whether it is told what the model had said of the first answer. */
  private record Listening(AtomicBoolean isTold) implements Strategy {
    @Override
    public String name() {
      return "listening";
    }

    @Override
    public Profile profile() {
      return new LeastConfidence().profile();
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.SCORES);
    }

    @Override
    public Selection select(Candidates candidates, int drawCount, long seed) {
      isTold.set(candidates.labelledJudgements().has(0));
      return new LeastConfidence().select(candidates, drawCount, seed);
    }
  }

  @Test
  void itIsKnownByTheNameOfTheOtherAndAsksForAnswersWhereThatAsksForScores() {
    Strategy calibrated = new Calibrated(new LeastConfidence(), Calibration.ISOTONIC);
    assertThat(calibrated.name()).isEqualTo("least-confidence");
    assertThat(calibrated.needs()).containsExactly(Need.SCORES);
    assertThat(calibrated.uses()).containsExactlyInAnyOrder(Need.SCORES, Need.CLASSES);
    assertThat(new Calibrated(new RandomStrategy(), Calibration.ISOTONIC).uses()).isEmpty();
  }
}
