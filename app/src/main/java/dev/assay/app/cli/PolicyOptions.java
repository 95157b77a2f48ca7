package dev.assay.app.cli;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.v1.Policy;
import dev.assay.v1.SelfTuning;
import dev.assay.v1.StaleScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The fields of a policy. What is not given is the server's default, or stays as it is. */
final class PolicyOptions {
  /** Each takes the place of the others. */
  private static final List<String> SELECTING =
      List.of("policy.strategy", "policy.combination", "policy.self_tuning");

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "The policy as a file, such as policy.yaml: what is not in it is the default, also of a"
              + " project that had it otherwise. Other options go before it.")
  private @Nullable Path file;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      completionCandidates = StrategyNames.class,
      description = "What says which labels are of most use: ${COMPLETION-CANDIDATES}.")
  private @Nullable String strategy;

  @Option(
      names = "--tune",
      split = ",",
      paramLabel = "NAME",
      description =
          "Strategies, separated by commas, of which each wave takes one: the more it has earned,"
              + " the more probable. In place of --strategy; none ends it.")
  private List<String> tuned = new ArrayList<>();

  @Option(
      names = "--measure",
      paramLabel = "SHARE",
      description =
          "The part of a wave that two-phase draws for the estimate, from 0, which trains only, to"
              + " 1, which measures from the start.")
  private @Nullable Double measure;

  @Option(
      names = "--monitor-share",
      paramLabel = "SHARE",
      description =
          "The part of first votes that an evaluation gets while one runs, from 0.05 to 1, which"
              + " serves it before anything else.")
  private @Nullable Double monitorShare;

  @Option(
      names = "--diversity-radius",
      paramLabel = "SHARE",
      description =
          "Keeps items apart whose embeddings are nearer than this share of the median distance,"
              + " from 0 to 1; none looks for no duplicates.")
  private @Nullable String diversityRadius;

  @Option(
      names = "--calibration",
      paramLabel = "METHOD",
      description =
          "Corrects scores by the answers so far before the strategy looks at them: temperature,"
              + " isotonic or none.")
  private @Nullable String calibration;

  @Option(
      names = "--per-price",
      arity = "1",
      paramLabel = "BOOLEAN",
      description = "Whether what the strategy finds useful is divided by the price of a label.")
  private @Nullable Boolean perPrice;

  @Option(
      names = "--without-second-opinion",
      arity = "1",
      paramLabel = "BOOLEAN",
      description = "Whether estimates do without second opinions of the model's errors.")
  private @Nullable Boolean withoutSecondOpinion;

  @Option(
      names = "--exploration-share",
      paramLabel = "SHARE",
      description = "The part of each wave that is drawn at random, from 0.01 to 1.")
  private @Nullable Double explorationShare;

  @Option(
      names = "--sharpness",
      paramLabel = "POWER",
      description = "How much the most useful items are preferred, from 0 to 100.")
  private @Nullable Double sharpness;

  @Option(
      names = "--wave-size",
      paramLabel = "ITEMS",
      description = "Items drawn at once; 0 lets the server choose.")
  private @Nullable Integer waveSize;

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      description = "How long an annotator may keep an assignment, such as 30m.")
  private @Nullable String lease;

  @Option(
      names = "--agreeing-votes",
      paramLabel = "VOTES",
      description = "Equal votes that settle an item.")
  private @Nullable Integer agreeingVotes;

  @Option(
      names = "--max-votes",
      paramLabel = "VOTES",
      description = "Votes after which the most frequent answer settles an item.")
  private @Nullable Integer maxVotes;

  @Option(
      names = "--registered-only",
      paramLabel = "BOOLEAN",
      description = "Whether only registered annotators get work.")
  private @Nullable Boolean registeredOnly;

  @Option(
      names = "--min-scored-share",
      paramLabel = "SHARE",
      description =
          "The share of the unserved items that a new model version must score to be used, from 0"
              + " to 1.")
  private @Nullable Double minScoredShare;

  @Option(
      names = "--max-items-per-annotator",
      paramLabel = "ITEMS",
      description = "The most items that one annotator is given; 0 for no limit.")
  private @Nullable Integer maxItemsPerAnnotator;

  @Option(
      names = "--max-score-age",
      paramLabel = "DURATION",
      description = "The age beyond which published scores are stale, such as 12h.")
  private @Nullable String maxScoreAge;

  @Option(
      names = "--stale-scores",
      paramLabel = "WHAT",
      description = "With stale scores: random draws waves at random, refuse serves no new item.")
  private @Nullable String staleScores;

  @Mixin private StoppingOption stopping = new StoppingOption();

  @Mixin private QualityOptions quality = new QualityOptions();

  @Mixin private QuotaOptions quotas = new QuotaOptions();

  /** Sets what was given and returns the paths of it, as an update mask names them. */
  List<String> applyTo(Policy.Builder policy) {
    List<String> paths = new ArrayList<>();
    if (file != null) {
      policy.mergeFrom(PolicyFile.read(file));
    }
    if (strategy != null) {
      policy.setStrategy(strategy).clearCombination().clearSelfTuning();
      paths.addAll(SELECTING);
    }
    if (!tuned.isEmpty()) {
      if (strategy != null) {
        throw new InputException("--tune takes the place of --strategy: give one of them");
      }
      policy.clearStrategy().clearCombination().clearSelfTuning();
      if (!tuned.equals(List.of(FieldsOption.NONE))) {
        policy.setSelfTuning(SelfTuning.newBuilder().addAllStrategies(tuned));
      }
      paths.addAll(SELECTING);
    }
    if (diversityRadius != null) {
      paths.add("policy.diversity_radius");
      if (!FieldsOption.isNone(diversityRadius)) {
        policy.setDiversityRadius(radius(diversityRadius));
      }
    }
    if (monitorShare != null) {
      policy.setMonitorShare(monitorShare);
      paths.add("policy.monitor_share");
    }
    if (measure != null) {
      policy.setMeasure(measure);
      paths.add("policy.measure");
    }
    if (calibration != null) {
      policy.setCalibration(ScoreCalibrationOption.parse(calibration));
      paths.add("policy.calibration");
    }
    if (perPrice != null) {
      policy.setPerPrice(perPrice);
      paths.add("policy.per_price");
    }
    if (withoutSecondOpinion != null) {
      policy.setWithoutSecondOpinion(withoutSecondOpinion);
      paths.add("policy.without_second_opinion");
    }
    if (explorationShare != null) {
      policy.setExplorationShare(explorationShare);
      paths.add("policy.exploration_share");
    }
    if (sharpness != null) {
      policy.setSharpness(sharpness);
      paths.add("policy.sharpness");
    }
    if (waveSize != null) {
      policy.setWaveSize(waveSize);
      paths.add("policy.wave_size");
    }
    applyWorkTo(policy, paths);
    stopping.applyTo(policy, paths);
    quality.applyTo(policy, paths);
    quotas.applyTo(policy, paths);
    return file == null ? paths : new ArrayList<>(List.of("policy"));
  }

  private void applyWorkTo(Policy.Builder policy, List<String> paths) {
    if (lease != null) {
      policy.setLease(Times.parse(lease, "--lease"));
      paths.add("policy.lease");
    }
    if (agreeingVotes != null) {
      policy.setAgreeingVotes(agreeingVotes);
      paths.add("policy.agreeing_votes");
    }
    if (maxVotes != null) {
      policy.setMaxVotes(maxVotes);
      paths.add("policy.max_votes");
    }
    if (registeredOnly != null) {
      policy.setRegisteredOnly(registeredOnly);
      paths.add("policy.registered_only");
    }
    if (minScoredShare != null) {
      policy.setMinScoredShare(minScoredShare);
      paths.add("policy.min_scored_share");
    }
    if (maxItemsPerAnnotator != null) {
      policy.setMaxItemsPerAnnotator(maxItemsPerAnnotator);
      paths.add("policy.max_items_per_annotator");
    }
    if (maxScoreAge != null) {
      policy.setMaxScoreAge(Times.parse(maxScoreAge, "--max-score-age"));
      paths.add("policy.max_score_age");
    }
    if (staleScores != null) {
      policy.setStaleScores(staleScores(staleScores));
      paths.add("policy.stale_scores");
    }
  }

  private static double radius(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException("--diversity-radius must be a number or none, not \"" + text + "\"");
    }
  }

  private static StaleScores staleScores(String name) {
    return switch (name) {
      case "random" -> StaleScores.STALE_SCORES_RANDOM;
      case "refuse" -> StaleScores.STALE_SCORES_REFUSE;
      default ->
          throw new InputException("--stale-scores must be random or refuse, not \"" + name + "\"");
    };
  }

  /** The help names what there is. */
  private static final class StrategyNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Strategies.names().iterator();
    }
  }
}
