package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.adjust.Calibrated;
import dev.assay.sampling.acquire.adjust.Calibration;
import dev.assay.sampling.acquire.adjust.PerPrice;
import dev.assay.sampling.acquire.combine.Combination;
import dev.assay.sampling.acquire.combine.Combination.Form;
import dev.assay.sampling.acquire.combine.Combination.Term;
import dev.assay.sampling.acquire.combine.Diverse;
import dev.assay.sampling.acquire.combine.Normalization;
import dev.assay.sampling.acquire.phase.TwoPhase;
import dev.assay.v1.Policy;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveTuning;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a wave's inputs say of how it is drawn. Planning and replay ask here, and nothing else reads
 * a policy's strategy: what follows from a policy follows from the inputs alone.
 */
public final class PolicyStrategy {
  private PolicyStrategy() {}

  /** The strategy that is asked for. */
  static Strategy wanted(WaveInputs inputs) {
    Policy policy = inputs.getPolicy();
    Strategy selecting =
        policy.hasCombination()
            ? combined(policy.getCombination(), policy)
            : named(policy.hasSelfTuning() ? tuned(inputs) : policy.getStrategy(), policy);
    Strategy adjusted = adjusted(selecting, policy);
    return policy.hasDiversityRadius()
        ? new Diverse(adjusted, policy.getDiversityRadius())
        : adjusted;
  }

  /** The strategy that was chosen for the wave; the first where none was. */
  private static String tuned(WaveInputs inputs) {
    return inputs.hasTuning()
        ? inputs.getTuning().getStrategy()
        : inputs.getPolicy().getSelfTuning().getStrategies(0);
  }

  /** By calibrated scores and per price, where the policy says so. */
  private static Strategy adjusted(Strategy strategy, Policy policy) {
    Strategy calibrated =
        switch (policy.getCalibration()) {
          case SCORE_CALIBRATION_TEMPERATURE -> new Calibrated(strategy, Calibration.TEMPERATURE);
          case SCORE_CALIBRATION_ISOTONIC -> new Calibrated(strategy, Calibration.ISOTONIC);
          case SCORE_CALIBRATION_UNSPECIFIED, UNRECOGNIZED -> strategy;
        };
    return policy.getPerPrice() ? new PerPrice(calibrated) : calibrated;
  }

  private static Strategy combined(dev.assay.v1.Combination combination, Policy policy) {
    return new Combination(
        combination.getTermsList().stream()
            .map(term -> new Term(named(term.getStrategy(), policy), term.getWeight()))
            .toList(),
        combination.getForm() == dev.assay.v1.Combination.Form.FORM_PRODUCT
            ? Form.PRODUCT
            : Form.SUM,
        combination.getNormalization()
                == dev.assay.v1.Combination.Normalization.NORMALIZATION_MIN_MAX
            ? Normalization.MIN_MAX
            : Normalization.RANK);
  }

  private static Strategy named(String name, Policy policy) {
    return policy.hasMeasure() && name.equals(TwoPhase.NAME)
        ? new TwoPhase(TwoPhase.NAME, policy.getMeasure())
        : Strategies.named(name);
  }

  /**
   * Whether what the policy asks for looks at what a model version says, in whichever form; of
   * several strategies to choose from, any.
   */
  static boolean looksAtScores(Policy policy) {
    WaveInputs.Builder inputs = WaveInputs.newBuilder().setPolicy(policy);
    return policy.hasSelfTuning()
        ? policy.getSelfTuning().getStrategiesList().stream()
            .map(name -> inputs.setTuning(WaveTuning.newBuilder().setStrategy(name)).build())
            .anyMatch(PolicyStrategy::looksAtScores)
        : looksAtScores(inputs.build());
  }

  private static boolean looksAtScores(WaveInputs inputs) {
    Set<Need> uses = wanted(inputs).uses();
    return !Collections.disjoint(uses, EnumSet.of(Need.SCORES, Need.ENSEMBLE, Need.GRADIENTS));
  }

  /**
   * How the wave is drawn: at random where the scores are stale, or the candidates lack what it
   * needs.
   */
  public static Recipe recipe(WaveInputs inputs, Candidates candidates) {
    Strategy wanted = wanted(inputs);
    return new Recipe(
        !inputs.getScoreState().getStale() && wanted.needs().stream().allMatch(candidates::has)
            ? wanted
            : new RandomStrategy(),
        inputs.getExplorationShare(),
        inputs.getPolicy().getSharpness());
  }
}
