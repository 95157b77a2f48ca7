package dev.assay.server.acquisition;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.tune.StrategyBandit;
import dev.assay.server.estimation.SettledItem;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.SelfTuning;
import dev.assay.v1.StrategyEarnings;
import dev.assay.v1.StrategyTrial;
import dev.assay.v1.WaveTuning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which of a policy's strategies a wave is drawn by, and what each has earned so far.
 *
 * <p>A wave earns the fall of the model's error from the candidates of that wave to those of the
 * first wave of a later model version that has labels. Both errors are estimated without bias from
 * the labels of their wave, by the difference estimator with the recorded probabilities, whichever
 * strategies drew them. The error before does not depend on the choice, and takes from what all
 * strategies earn alike.
 */
final class StrategyTuning {
  /** The labels of a wave from which its model's error is told. */
  static final int LEAST_LABELS = 5;

  /** Mixed with a wave's seed, for a random number that nothing else of the wave uses. */
  private static final long STREAM = 0x74756e65;

  private final SelfTuning policy;
  private final List<WaveRow> waves;
  private final Map<Long, Tally> tallies = new HashMap<>();

  private static final class Tally {
    private int count;
    private double weighted;
  }

  /**
   * A tuning.
   *
   * @param waves of the project, in the order of their numbers
   * @param settled items with their verdicts
   */
  StrategyTuning(SelfTuning policy, List<WaveRow> waves, List<SettledItem> settled) {
    this.policy = policy;
    this.waves = waves;
    for (SettledItem item : settled) {
      if (item.isJudged() && item.verdictClass() >= 0 && item.predictedClass() >= 0) {
        Tally tally = tallies.computeIfAbsent(item.waveNumber(), wave -> new Tally());
        double wrong = item.verdictClass() == item.predictedClass() ? 0 : 1;
        tally.count++;
        tally.weighted += (wrong - item.errorProbability()) / item.inclusionProbability();
      }
    }
  }

  /**
   * The choice for the next wave.
   *
   * @param before of the wave before; null where it had none
   * @param seed of the wave
   */
  WaveTuning next(@Nullable WaveTuning before, long seed) {
    List<StrategyTrial> trials = trials(before);
    int count = policy.getStrategiesCount();
    double[] older = new double[count];
    long[] olderWaves = new long[count];
    double olderSpread = before == null ? 0 : before.getOlderSpread();
    for (StrategyEarnings earnings :
        before == null ? List.<StrategyEarnings>of() : before.getEarningsList()) {
      int arm = policy.getStrategiesList().indexOf(earnings.getStrategy());
      if (arm >= 0) {
        older[arm] = earnings.getOlderGain();
        olderWaves[arm] = earnings.getOlderWaveCount();
      }
    }
    while (trials.size() > policy.getWindow()) {
      StrategyTrial leaving = trials.remove(0);
      int arm = policy.getStrategiesList().indexOf(leaving.getStrategy());
      if (leaving.hasGain()) {
        older[arm] += leaving.getGain() / leaving.getProbability();
        olderSpread += leaving.getGain() * leaving.getGain() / leaving.getProbability();
        olderWaves[arm]++;
      }
    }
    StrategyBandit window = new StrategyBandit(count, policy.getLeastProbability());
    long[] windowWaves = new long[count];
    for (StrategyTrial trial : trials) {
      if (trial.hasGain()) {
        int arm = policy.getStrategiesList().indexOf(trial.getStrategy());
        window.add(arm, trial.getProbability(), trial.getGain(), 1);
        windowWaves[arm]++;
      }
    }
    double[] gained = window.earned();
    window.add(older, olderSpread, policy.getMemory());
    double[] probabilities = window.probabilities();
    int chosen = StrategyBandit.chosen(probabilities, new SeededStream(seed, STREAM).nextUnit());
    WaveTuning.Builder tuning =
        WaveTuning.newBuilder()
            .setStrategy(policy.getStrategies(chosen))
            .setProbability(probabilities[chosen])
            .addAllTrials(trials)
            .setOlderSpread(olderSpread);
    int favourite = 0;
    for (int arm = 0; arm < count; arm++) {
      favourite = probabilities[arm] > probabilities[favourite] ? arm : favourite;
      tuning.addEarnings(
          StrategyEarnings.newBuilder()
              .setStrategy(policy.getStrategies(arm))
              .setProbability(probabilities[arm])
              .setWaveCount(windowWaves[arm])
              .setGain(gained[arm])
              .setOlderWaveCount(olderWaves[arm])
              .setOlderGain(older[arm]));
    }
    boolean isEven =
        probabilities[favourite] - 1.0 / count < 1e-12; // nothing was earned: none is in favour
    String name = isEven ? "" : policy.getStrategies(favourite);
    return tuning
        .setFavourite(name)
        .setFavouriteBefore(before == null ? "" : before.getFavourite())
        .build();
  }

  /** The waves of the window with what they have earned by now, the last wave among them. */
  private List<StrategyTrial> trials(@Nullable WaveTuning before) {
    List<StrategyTrial> trials = new ArrayList<>();
    if (before == null) {
      return trials;
    }
    List<StrategyTrial> all = new ArrayList<>(before.getTrialsList());
    if (!waves.isEmpty() && waves.get(waves.size() - 1).explorationShare() < 1) {
      all.add(
          StrategyTrial.newBuilder()
              .setWaveNumber(waves.get(waves.size() - 1).waveNumber())
              .setStrategy(before.getStrategy())
              .setProbability(before.getProbability())
              .build());
    }
    for (StrategyTrial trial : all) {
      if (policy.getStrategiesList().contains(trial.getStrategy())
          && !isUnused(trial.getWaveNumber())) {
        OptionalDouble gain = gain(trial.getWaveNumber());
        StrategyTrial.Builder now = trial.toBuilder().clearGain();
        gain.ifPresent(now::setGain);
        trials.add(now.build());
      }
    }
    return trials;
  }

  /** Whether the wave was withdrawn before any of it was served. */
  private boolean isUnused(long waveNumber) {
    return waves.stream()
        .anyMatch(
            wave ->
                wave.waveNumber() == waveNumber
                    && wave.state() == WaveRow.State.WITHDRAWN
                    && wave.nextPosition() == 0);
  }

  private OptionalDouble gain(long waveNumber) {
    OptionalDouble before = OptionalDouble.empty();
    Long version = null;
    for (WaveRow wave : waves) {
      if (wave.waveNumber() == waveNumber) {
        before = error(wave);
        version = wave.scoreSetId();
      } else if (before.isPresent() && !Objects.equals(wave.scoreSetId(), version)) {
        OptionalDouble after = error(wave);
        if (after.isPresent()) {
          return OptionalDouble.of(before.getAsDouble() - after.getAsDouble());
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** The error of the wave's model on the candidates that it is judged by. */
  private OptionalDouble error(WaveRow wave) {
    Tally tally = tallies.get(wave.waveNumber());
    int judged = wave.controls().judgedCount();
    if (tally == null || tally.count < LEAST_LABELS || judged == 0) {
      return OptionalDouble.empty();
    }
    // Settled items are a random part of the wave's: the served ones are, in a random order.
    double part = (double) tally.count / wave.drawCount();
    return OptionalDouble.of((wave.controls().judgedControl() + tally.weighted / part) / judged);
  }
}
