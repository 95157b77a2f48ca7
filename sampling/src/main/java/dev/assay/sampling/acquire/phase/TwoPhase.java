package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Streams;
import dev.assay.sampling.acquire.Streams.Stream;
import dev.assay.sampling.acquire.geometry.UncertaintyHerding;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.vector.TreeOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Labels that train and measure: it herds while little is known, and then draws one part of each
 * wave for the model's boundary and the other for the variance of the estimate of its errors.
 *
 * <ol>
 *   <li><b>Herding</b>, until as many are labelled as {@link #HERDING_ROUNDS} draws of this size
 *       are, or {@link #HERDED} or {@link #HERDED_OF_EACH_CLASS} for each class, if that is less:
 *       {@link UncertaintyHerding}, by the learner's uncertainty once it has learnt, evenly before.
 *   <li><b>Two streams of one draw</b>: margin^{@value #POWER}, and sqrt(g (1 - g)) with g the
 *       probability that the model errs, each with a floor of {@link #FLOOR} of its mean, drawn
 *       along the tree of the embeddings.
 *   <li><b>The guard</b>: from the first draw on, while the learner's {@link CrossFit#skill} is
 *       below {@link #LEAST_SKILL}, it measures only. With fewer than {@link #FEWEST_ANSWERS}
 *       answers nothing is said of its skill.
 * </ol>
 *
 * <p>The learner is a logistic regression on the embeddings of what is labelled. What it and the
 * model believe of an error is brought to the errors that are known ({@link ErrorCalibration}),
 * each as learners say that have not seen it ({@link CrossFit}). Of what it uses it can do without
 * any: without embeddings it draws by the scores in the order of g; without answers there is no
 * learner and no guard, and the scores say where the boundary is; with embeddings alone it goes on
 * herding; with nothing it draws at random.
 *
 * <p>Sizes of sqrt(g (1 - g)) minimise the variance of a difference estimator (Neyman 1934; Kossen
 * et al. 2021, "Active testing"); the switch and the guard are this project's, by simulation: four
 * rounds of herding and both floors lose nothing of the learning curve and measure better than
 * random labels where the model has skill.
 *
 * <p>Work is bounded by those of its parts; the learner is trained on {@link Answers#MAX_TRAINING}
 * answers at most, six times.
 */
public final class TwoPhase implements Strategy {
  /** The name of the strategy that draws half for the boundary. */
  public static final String NAME = "two-phase";

  /** The name of the strategy that measures from the start. */
  public static final String MEASURING = "measure-first";

  /** Draws that it herds for. */
  static final int HERDING_ROUNDS = 4;

  /** Labelled items that it herds for at most, where the classes are few. */
  static final int HERDED = 100;

  /** And for each class, where they are many. */
  static final int HERDED_OF_EACH_CLASS = 10;

  /** The power of the margin. */
  static final int POWER = 6;

  /** The floor of both streams. */
  static final double FLOOR = .5;

  /** The skill below which it measures only. */
  static final double LEAST_SKILL = .1;

  /** Answers that the skill is judged by at least. */
  static final int FEWEST_ANSWERS = 10;

  private final String name;
  private final double measure;

  /** Half for the boundary, half for the estimate. */
  public TwoPhase() {
    this(NAME, .5);
  }

  /**
   * With another share.
   *
   * @param measure the part of a draw for the estimate, in [0, 1]; at 1 it does not herd
   */
  public TwoPhase(String name, double measure) {
    if (!(measure >= 0 && measure <= 1)) {
      throw new IllegalArgumentException("measure is from 0 to 1, not " + measure);
    }
    this.name = name;
    this.measure = measure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Profile profile() {
    return measure == 1
        ? new Profile("the variance of the estimate, from the start", "as " + NAME, "as " + NAME)
        : new Profile(
            "first covering what a learner of its own is uncertain of; then half for the boundary,"
                + " half for the variance of the estimate",
            "Neyman 1934; Kossen et al. 2021; decision 0132",
            "as max-herding; six logistic regressions on 2,000 answers at most; N D (log N + K)");
  }

  @Override
  public Set<Need> needs() {
    return Set.of();
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.SCORES, Need.VECTORS, Need.CLASSES);
  }

  /**
   * A selection, and what it was made with.
   *
   * @param errors g*, the probability that the model errs on each candidate as it was believed
   *     before the draw, each in (0, 1): the control variate of an estimate of its errors
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over; not compared
  public record Believing(Selection selection, double[] errors) {}

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    return selectBelieving(candidates, drawCount, seed).selection();
  }

  /** What {@link #select} selects, and {@link #errorBeliefs}: the work of one of them. */
  public Believing selectBelieving(Candidates candidates, int drawCount, long seed) {
    Answers answers = Answers.of(candidates, seed);
    Learner learner = answers.differ() ? Learner.of(answers) : null;
    CrossFit crossFit = crossFit(answers, learner);
    Opinions opinions = Opinions.of(candidates, answers, learner, calibration(crossFit), seed);
    boolean measuresOnly = measure == 1 || isUnskilled(answers, crossFit);
    Selection selection =
        measuresOnly
            ? streams(candidates, opinions, 1, seed)
            : training(candidates, answers, opinions, learner, drawCount, seed);
    return new Believing(selection, opinions.errors());
  }

  private Selection training(
      Candidates candidates,
      Answers answers,
      Opinions opinions,
      @Nullable Learner learner,
      int drawCount,
      long seed) {
    boolean hasVectors = candidates.has(Need.VECTORS);
    boolean hasOpinion = learner != null || candidates.has(Need.SCORES);
    boolean isEarly =
        hasVectors
            && candidates.labelledVectors().count()
                < herded(drawCount, classCount(candidates, answers));
    if (hasVectors && (isEarly || !hasOpinion)) {
      boolean knowsNothing = learner == null && candidates.has(Need.CLASSES);
      double[] uncertainties = knowsNothing ? ones(candidates.size()) : opinions.margins();
      return new UncertaintyHerding(uncertainties).select(candidates, drawCount, seed);
    }
    return streams(candidates, opinions, measure, seed);
  }

  /**
   * The probability that the model errs on each candidate, as the strategy believes it before a
   * draw: the control variate of an estimate of its errors from that draw.
   *
   * @param seed of the draw's strategy; any, where not bit for bit the same is wanted
   * @return g*, each in (0, 1)
   */
  public static double[] errorBeliefs(Candidates candidates, long seed) {
    Answers answers = Answers.of(candidates, seed);
    Learner learner = answers.differ() ? Learner.of(answers) : null;
    ErrorCalibration calibration = calibration(crossFit(answers, learner));
    return Opinions.of(candidates, answers, learner, calibration, seed).errors();
  }

  private static @Nullable CrossFit crossFit(Answers answers, @Nullable Learner learner) {
    return learner == null || answers.count() < FEWEST_ANSWERS
        ? null
        : CrossFit.of(answers, learner);
  }

  private static ErrorCalibration calibration(@Nullable CrossFit crossFit) {
    return crossFit == null ? ErrorCalibration.NONE : crossFit.calibration();
  }

  /** How many are labelled when it stops to herd. */
  static long herded(int drawCount, int classCount) {
    return Math.min(
        (long) HERDING_ROUNDS * drawCount,
        Math.max(HERDED, (long) HERDED_OF_EACH_CLASS * classCount));
  }

  private static int classCount(Candidates candidates, Answers answers) {
    return Math.max(
        answers.classCount(), candidates.has(Need.SCORES) ? candidates.scores().classCount() : 0);
  }

  private static boolean isUnskilled(Answers answers, @Nullable CrossFit crossFit) {
    return answers.count() >= FEWEST_ANSWERS
        && (crossFit == null || crossFit.skill() < LEAST_SKILL);
  }

  private static Selection streams(
      Candidates candidates, Opinions opinions, double measure, long seed) {
    double[] boundary = new double[candidates.size()];
    double[] spread = new double[boundary.length];
    double[] utilities = new double[boundary.length];
    double greatest = 0;
    for (int i = 0; i < boundary.length; i++) {
      double square = opinions.margins()[i] * opinions.margins()[i];
      boundary[i] = square * square * square;
      greatest = Math.max(greatest, boundary[i]);
      double g = opinions.errors()[i];
      spread[i] = Math.sqrt(g * (1 - g));
      utilities[i] = Math.min(1, (1 - measure) * boundary[i] + measure * 2 * spread[i]);
    }
    List<Stream> streams = new ArrayList<>();
    if (measure < 1) {
      streams.add(new Stream(1 - measure, greatest > 0 ? boundary : ones(boundary.length), FLOOR));
    }
    if (measure > 0) {
      streams.add(new Stream(measure, spread, FLOOR));
    }
    int[] order =
        candidates.has(Need.VECTORS)
            ? TreeOrder.of(candidates.vectors(), seed)
            : KeyOrder.ascending(opinions.errors());
    return new Streams(streams, utilities, order);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
