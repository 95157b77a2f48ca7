package dev.assay.sampling.acquire.adjust;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.geometry.ScorePoints;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another strategy by calibrated scores: corrected so that, of the labelled items, as many are
 * right as the scores say. The answers count alike, however probably each was drawn.
 *
 * <p>Scores are taken as they are where there are fewer answers than {@link Calibration#fewest},
 * and where a candidate may have several labels. At most {@link #MAX_ANSWERS} answers are looked
 * at, drawn at random where there are more.
 */
public final class Calibrated implements Strategy {
  /** Answers that are looked at. */
  static final int MAX_ANSWERS = 2000;

  private final Strategy strategy;
  private final Calibration calibration;

  /** Another strategy, by scores that are calibrated so. */
  public Calibrated(Strategy strategy, Calibration calibration) {
    this.strategy = strategy;
    this.calibration = calibration;
  }

  /** The other strategy's. */
  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public Profile profile() {
    Profile other = strategy.profile();
    return new Profile(
        other.prefers() + ", by scores calibrated (" + words() + ")",
        other.source()
            + (calibration == Calibration.TEMPERATURE
                ? "; Guo et al. 2017"
                : "; Zadrozny and Elkan 2002"),
        other.cost() + "; K for each score that is read, K of 2,000 answers");
  }

  private String words() {
    return calibration.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Need> needs() {
    return strategy.needs();
  }

  @Override
  public Set<Need> uses() {
    EnumSet<Need> uses = EnumSet.noneOf(Need.class);
    uses.addAll(strategy.uses());
    if (uses.contains(Need.SCORES)) {
      uses.add(Need.CLASSES);
    }
    return uses;
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Calibration.Correction correction = correction(candidates, seed);
    return strategy.select(
        correction == null ? candidates : new WithScores(candidates, correction), drawCount, seed);
  }

  private Calibration.@Nullable Correction correction(Candidates candidates, long seed) {
    if (!uses().contains(Need.CLASSES)
        || !candidates.has(Need.SCORES)
        || !candidates.has(Need.CLASSES)
        || candidates.scores().isMultiLabel()) {
      return null;
    }
    ScoreView scores = candidates.labelledScores();
    int[] classes = candidates.labelledClasses();
    int[] answered =
        Arrays.stream(ContentOrder.of(new ScorePoints(scores), seed))
            .filter(i -> classes[i] >= 0 && classes[i] < scores.classCount())
            .limit(MAX_ANSWERS)
            .toArray();
    if (answered.length < calibration.fewest()) {
      return null;
    }
    float[] row = new float[scores.classCount()];
    double[][] probabilities = new double[answered.length][row.length];
    int[] answers = new int[answered.length];
    for (int i = 0; i < answered.length; i++) {
      scores.copyProbabilities(answered[i], row);
      for (int k = 0; k < row.length; k++) {
        probabilities[i][k] = row[k];
      }
      answers[i] = classes[answered[i]];
    }
    return calibration.fit(probabilities, answers);
  }

  private record Corrected(ScoreView scores, Calibration.Correction correction)
      implements ScoreView {

    @Override
    public int size() {
      return scores.size();
    }

    @Override
    public int classCount() {
      return scores.classCount();
    }

    @Override
    public boolean isMultiLabel() {
      return false;
    }

    @Override
    public boolean has(int candidate) {
      return scores.has(candidate);
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      scores.copyProbabilities(candidate, into);
      correction.apply(into);
    }
  }

  /** The same candidates, their scores corrected. */
  private record WithScores(Candidates candidates, Calibration.Correction correction)
      implements Candidates {

    @Override
    public int size() {
      return candidates.size();
    }

    @Override
    public boolean has(Need need) {
      return candidates.has(need);
    }

    @Override
    public ScoreView scores() {
      return new Corrected(candidates.scores(), correction);
    }

    @Override
    public ScoreView labelledScores() {
      return new Corrected(candidates.labelledScores(), correction);
    }

    @Override
    public Points vectors() {
      return candidates.vectors();
    }

    @Override
    public Points labelledVectors() {
      return candidates.labelledVectors();
    }

    @Override
    public int[] labelledClasses() {
      return candidates.labelledClasses();
    }

    /** None: the model said it by the scores as they were, and what they lack is corrected here. */
    @Override
    public Judgements labelledJudgements() {
      return Judgements.NONE;
    }

    @Override
    public EnsembleView ensemble() {
      return candidates.ensemble();
    }

    @Override
    public double gradientNorm(int candidate) {
      return candidates.gradientNorm(candidate);
    }

    @Override
    public long priceMicros(int candidate) {
      return candidates.priceMicros(candidate);
    }
  }
}
