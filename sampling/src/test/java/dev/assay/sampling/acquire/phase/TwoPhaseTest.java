package dev.assay.sampling.acquire.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Streams;
import dev.assay.sampling.acquire.geometry.MaxHerding;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.WaterFilling;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoPhaseTest {
  private static final int DRAWN = 5;

  /** Points of a plane; the class is the side of a line, which chance overrules by the noise. */
  private record Plane(FloatPoints points, int[] classes) {
    static Plane of(int count, double noise, long seed) {
      SeededStream random = new SeededStream(seed);
      float[][] rows = new float[count][2];
      int[] classes = new int[count];
      for (int i = 0; i < count; i++) {
        rows[i][0] = (float) (random.nextUnit() * 2 - 1);
        rows[i][1] = (float) (random.nextUnit() * 2 - 1);
        classes[i] = rows[i][0] > 0 ? 1 : 0;
        if (random.nextUnit() < noise) {
          classes[i] = random.nextBelow(2);
        }
      }
      return new Plane(FloatPoints.of(rows), classes);
    }
  }

  private static Rows scores(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      float p = (float) random.nextUnit();
      rows[i] = new float[] {p, 1 - p};
    }
    return new Rows(2, false, rows);
  }

  private static Selection select(Plane pool, Plane labelled, Rows rows) {
    return new TwoPhase()
        .select(Known.pool(pool.points(), labelled.points(), rows, labelled.classes()), DRAWN, 1);
  }

  private static double[] sizes(Selection selection, int stream) {
    return ((Streams) selection).streams().get(stream).sizes();
  }

  @Test
  void itHerdsForFourDrawsAndThenDrawsTwoStreams() {
    Plane pool = Plane.of(60, 0, 1);
    Rows rows = scores(60, 2);
    assertThat(select(pool, Plane.of(0, 0, 3), rows)).isInstanceOf(OrderedBatch.class);
    assertThat(select(pool, Plane.of(4 * DRAWN - 1, 0, 3), rows)).isInstanceOf(OrderedBatch.class);
    Selection later = select(pool, Plane.of(4 * DRAWN, 0, 3), rows);
    assertThat(((Streams) later).streams())
        .extracting(Streams.Stream::share, Streams.Stream::floorShare)
        .containsExactly(tuple(.5, .5), tuple(.5, .5));
  }

  @Test
  void beforeAnythingIsLabelledItCoversEvenlyWhateverTheScoresSay() {
    Plane pool = Plane.of(60, 0, 1);
    Selection first = select(pool, Plane.of(0, 0, 3), scores(60, 2));
    Known plain = Known.pool(pool.points(), FloatPoints.of());
    assertThat(first.utilities()).isEqualTo(new MaxHerding().select(plain, DRAWN, 1).utilities());
  }

  @Test
  void theBoundaryIsThatOfWhatIsLabelled() {
    Plane pool = Plane.of(400, 0, 1);
    double[] boundary = sizes(select(pool, Plane.of(100, 0, 3), scores(400, 2)), 0);
    double near = 0;
    double all = 0;
    for (int i = 0; i < boundary.length; i++) {
      all += boundary[i];
      near += Math.abs(pool.points().rows()[i][0]) < .15 ? boundary[i] : 0;
    }
    assertThat(near / all).isGreaterThan(.9);
  }

  @Test
  void theEstimateBelievesModelAndLearnerInLogits() {
    Plane pool = Plane.of(50, 0, 1);
    Plane labelled = Plane.of(100, 0, 3);
    Rows rows = scores(50, 2);
    double[] spread = sizes(select(pool, labelled, rows), 1);
    Known candidates = Known.pool(pool.points(), labelled.points(), rows, labelled.classes());
    Learner learner = Learner.of(Answers.of(candidates, 1));
    for (int i = 0; i < spread.length; i++) {
      float[] p = rows.rows()[i];
      int said = p[1] > p[0] ? 1 : 0;
      double[] own = new double[2];
      learner.probabilities(
          new double[] {pool.points().rows()[i][0], pool.points().rows()[i][1]}, own);
      double g = clipped(1 - p[said]);
      double h = clipped(1 - own[said]);
      double odds = Math.sqrt(g / (1 - g) * h / (1 - h)); // 100 answers: half and half
      double blended = odds / (1 + odds);
      assertThat(spread[i]).isCloseTo(Math.sqrt(blended * (1 - blended)), within(1e-4));
    }
  }

  /** A model that is right of the line of .5, and left of it wrong with a certainty of .95. */
  private static Rows sure(Plane plane) {
    float[][] rows = new float[plane.classes().length][];
    for (int i = 0; i < rows.length; i++) {
      boolean saysOne = plane.points().rows()[i][0] > .5;
      rows[i] = saysOne ? new float[] {.05f, .95f} : new float[] {.95f, .05f};
    }
    return new Rows(2, false, rows);
  }

  @Test
  void whatTheModelSaidBeforeCalibratesWhatIsBelievedOfItsErrors() {
    for (int seed = 0; seed < 5; seed++) {
      Plane pool = Plane.of(400, .2, seed);
      Plane labelled = Plane.of(100, .2, 100 + seed);
      Known plain = Known.pool(pool.points(), labelled.points(), sure(pool), labelled.classes());
      int[] said = new int[100];
      double[] errors = new double[100];
      for (int i = 0; i < 100; i++) {
        said[i] = sure(labelled).rows()[i][1] > .5 ? 1 : 0;
        errors[i] = .05;
      }
      double truth = 0;
      for (int i = 0; i < 400; i++) {
        boolean saysOne = sure(pool).rows()[i][1] > .5;
        truth += saysOne == (pool.classes()[i] == 1) ? 0 : 1.0 / 400;
      }
      Known judged =
          Known.pool(pool.points(), labelled.points(), sure(pool), labelled.classes())
              .judged(new Judgements(said, errors));
      double believed = Arrays.stream(TwoPhase.errorBeliefs(judged, 1)).average().orElseThrow();
      double before = Arrays.stream(TwoPhase.errorBeliefs(plain, 1)).average().orElseThrow();
      // A third is wrong; 100 labels tell the share within .05, one standard error.
      assertThat(believed).isCloseTo(truth, within(.15));
      assertThat(before).isLessThan(truth - .1);
      assertThat(new TwoPhase().selectBelieving(judged, DRAWN, 1).errors())
          .isEqualTo(TwoPhase.errorBeliefs(judged, 1));
    }
  }

  private static double clipped(double p) {
    return Math.min(Math.max(p, 1e-3), 1 - 1e-3);
  }

  @Test
  void aLearnerWithoutSkillMeasuresOnly() {
    Plane pool = Plane.of(60, 1, 1);
    for (int labelled : new int[] {12, 40}) {
      Selection selection = select(pool, Plane.of(labelled, 1, 4), scores(60, 2));
      assertThat(((Streams) selection).streams()).as("%d labelled", labelled).hasSize(1);
    }
    Plane oneClass = new Plane(Plane.of(30, 0, 5).points(), new int[30]);
    assertThat(((Streams) select(pool, oneClass, scores(60, 2))).streams()).hasSize(1);
  }

  @Test
  void skillIsWhatIsKnownBeyondTheMostFrequentAnswer() {
    assertThat(skill(Plane.of(100, 0, 1))).isBetween(.7, 1.0);
    // Where answers are chance, one pool's is -.15 on average, give or take .12.
    double mean =
        IntStream.range(0, 30).mapToDouble(s -> skill(Plane.of(100, 1, s))).average().orElseThrow();
    assertThat(mean).isBetween(-.3, 0.0);
  }

  private static double skill(Plane plane) {
    Known pool = Known.pool(plane.points(), plane.points(), scores(100, 1), plane.classes());
    Answers answers = Answers.of(pool, 1);
    return CrossFit.of(answers, Learner.of(answers)).skill();
  }

  @Test
  void withoutAnswersTheScoresSayWhereTheBoundaryIs() {
    Plane pool = Plane.of(60, 0, 1);
    Rows rows = scores(60, 2);
    Selection selection =
        new TwoPhase()
            .select(Known.pool(pool.points(), Plane.of(30, 0, 3).points(), rows), DRAWN, 1);
    for (int i = 0; i < 60; i++) {
      double margin = 1 - Math.abs(rows.rows()[i][0] - rows.rows()[i][1]);
      assertThat(sizes(selection, 0)[i]).isCloseTo(Math.pow(margin, 6), within(1e-5));
    }
  }

  @Test
  void withScoresAloneItDrawsBothStreamsAndWithVectorsAloneItHerds() {
    Rows rows = scores(60, 2);
    assertThat(((Streams) new TwoPhase().select(Known.pool(rows), DRAWN, 1)).streams()).hasSize(2);
    Plane pool = Plane.of(60, 0, 1);
    Known vectors = Known.pool(pool.points(), Plane.of(50, 0, 3).points());
    assertThat(new TwoPhase().select(vectors, DRAWN, 1)).isInstanceOf(OrderedBatch.class);
    Known nothing = Known.of(7);
    assertThat(new TwoPhase().select(nothing, 2, 1).inclusionProbabilities(2, .1, 3))
        .containsOnly(2 / 7.0);
  }

  @Test
  void everySampleEnumeratedHasTheProbabilitiesOfBothStreams() {
    for (int seed = 0; seed < 10; seed++) {
      Plane pool = Plane.of(12, 0, seed);
      Plane labelled = Plane.of(30, 0, 100 + seed);
      Selection selection =
          new TwoPhase()
              .select(
                  Known.pool(pool.points(), labelled.points(), scores(12, 3), labelled.classes()),
                  2,
                  seed);
      double[] planned = selection.inclusionProbabilities(2, .1, 3);
      double[] exact = OrderedPivotal.law(planned, selection.order()).inclusionProbabilities();
      double[] boundary = WaterFilling.inclusionProbabilities(sizes(selection, 0), 1, .5);
      double[] spread = WaterFilling.inclusionProbabilities(sizes(selection, 1), 1, .5);
      boolean fits = IntStream.range(0, 12).allMatch(i -> boundary[i] + spread[i] <= 1);
      assertThat(fits).isTrue();
      for (int i = 0; i < 12; i++) {
        assertThat(exact[i]).isCloseTo(boundary[i] + spread[i], within(1e-9));
        assertThat(exact[i]).isGreaterThan(.5 * 2 / 12 - 1e-9);
      }
    }
  }

  @Test
  void measuringFirstNeverHerds() {
    Plane pool = Plane.of(60, 0, 1);
    Known candidates = Known.pool(pool.points(), FloatPoints.of(), scores(60, 2), new int[0]);
    Selection selection = new TwoPhase(TwoPhase.MEASURING, 1).select(candidates, DRAWN, 1);
    assertThat(((Streams) selection).streams()).hasSize(1);
    Selection training = new TwoPhase("trains", 0).select(Known.pool(scores(60, 2)), DRAWN, 1);
    assertThat(((Streams) training).streams()).hasSize(1);
    assertThatThrownBy(() -> new TwoPhase("much", 1.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theUnitOfTheEmbeddingsDoesNotMatter() {
    Plane pool = Plane.of(80, 0, 1);
    Plane labelled = Plane.of(40, 0, 3);
    double[] here = sizes(select(pool, labelled, scores(80, 2)), 0);
    Plane far = new Plane(times(pool.points(), 1024), pool.classes());
    Plane farLabelled = new Plane(times(labelled.points(), 1024), labelled.classes());
    assertThat(sizes(select(far, farLabelled, scores(80, 2)), 0))
        .containsExactly(here, within(1e-3));
  }

  private static FloatPoints times(FloatPoints points, float factor) {
    return FloatPoints.of(
        Arrays.stream(points.rows())
            .map(row -> new float[] {row[0] * factor, row[1] * factor})
            .toArray(float[][]::new));
  }
}
