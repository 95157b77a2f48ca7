package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.client.ProjectName;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.EstimateSummary;
import dev.assay.v1.Grant;
import dev.assay.v1.Item;
import dev.assay.v1.Project;
import dev.assay.v1.TrainingExample;
import dev.assay.v1.WaveContribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The accuracy of the current model version as anybody can compute it from what the server exports:
 * verdicts and probabilities from the training set, scores from the items, who was served when from
 * the audit log. Nothing of it is the server's code, and of the server's own account of the
 * estimate only the weights of the waves are taken, which were fixed before the labels.
 *
 * <p>With z = 1 where the model is wrong, b what it believes of that, R(t) the items of the
 * population that no wave before t has served and c(t) the weight of wave t, the share of errors is
 * the sum over the waves of c(t) A(t), where N A(t) = the errors among the labels of the waves
 * before, each standing for what its wave has served by its labels, + the sum of b over R(t) + the
 * sum over the labels of t of (z - b)/pi.
 */
final class RecomputedEstimate {
  /** How far two computations of the same may be apart by rounding. */
  static final double TOLERANCE = 1e-9;

  /** A label of a wave: the wave's place, whether the model is wrong, its belief, probability. */
  private record Label(int wave, double wrong, double belief, double probability) {}

  private final List<WaveContribution> waves;
  private final Map<Long, Integer> places = new HashMap<>();
  private final Map<String, Long> servedBy = new HashMap<>();
  private final Set<String> outside = new HashSet<>();
  private final Map<Long, Long> drawCounts = new HashMap<>();
  private final List<Label> labels = new ArrayList<>();
  private final double[] beliefs;
  private final long[] remaining;

  private RecomputedEstimate(EstimateSummary summary) {
    this.waves = summary.getWavesList();
    for (int t = 0; t < waves.size(); t++) {
      places.put(waves.get(t).getWaveNumber(), t);
    }
    this.beliefs = new double[waves.size()];
    this.remaining = new long[waves.size()];
  }

  /**
   * The accuracy, before it is cut to [0, 1].
   *
   * @param summary of an estimate with a value
   * @throws InputException where the exports do not hold what it takes
   */
  static double accuracy(AssayClient client, ProjectName name, EstimateSummary summary) {
    if (summary.getAccuracy().hasSecondOpinion()) {
      throw new InputException(
          "the estimate rests on second opinions of the model's errors, which no export has; a"
              + " project with policy.without_second_opinion has estimates that can be recomputed");
    }
    RecomputedEstimate recomputed = new RecomputedEstimate(summary);
    try (Export<AuditEvent> events = client.audit().exportAudit(name)) {
      recomputed.readLog(events, summary.getModelVersion());
    }
    Project project = client.projects().getProject(name);
    recomputed.readExports(client, name, project.getLabelSchema().getClassNamesList());
    return 1 - recomputed.error();
  }

  /** Which wave served each item, and what was served or set aside before the version was there. */
  private void readLog(Iterable<AuditEvent> events, String modelVersion) {
    boolean isPublished = false;
    String current = "";
    for (AuditEvent event : events) {
      switch (event.getEventCase()) {
        case SCORES_PUBLISHED -> {
          current =
              event.getScoresPublished().getPartial()
                  ? current
                  : event.getScoresPublished().getModelVersion();
          if (!isPublished && current.equals(modelVersion)) {
            isPublished = true;
            outside.addAll(servedBy.keySet());
          }
        }
        case WAVE_DRAWN ->
            drawCounts.put(
                event.getWaveDrawn().getWaveNumber(), event.getWaveDrawn().getDrawCount());
        case BATCH_GRANTED -> {
          if (event.getBatchGranted().getPassedOverItemIdsCount() > 0) {
            throw new InputException(
                "the log does not say which wave served the items that annotators lacked the tags"
                    + " for, so that nothing can be recomputed from it");
          }
          event.getBatchGranted().getGrantsList().forEach(this::serve);
        }
        case GOLD_CHANGED -> outside.addAll(event.getGoldChanged().getSetAsideItemIdsList());
        default -> {} // says nothing of who was served
      }
    }
    if (!current.equals(modelVersion)) {
      throw new InputException(
          "only the scores of the current model version, "
              + current
              + ", can be read back; "
              + modelVersion
              + " is another");
    }
  }

  private void serve(Grant grant) {
    if (grant.getWaveNumber() > 0) {
      servedBy.putIfAbsent(grant.getItemId(), grant.getWaveNumber());
    }
  }

  private void readExports(AssayClient client, ProjectName name, List<String> classes) {
    Map<String, TrainingExample> examples = new HashMap<>();
    Map<Long, Integer> settled = new HashMap<>();
    try (Export<TrainingExample> all = client.trainingSets().exportTrainingSet(name)) {
      for (TrainingExample example : all) {
        examples.put(example.getItemId(), example);
        settled.merge(example.getWaveNumber(), 1, Integer::sum);
      }
    }
    try (Export<Item> items = client.pool().exportItems(name)) {
      for (Item item : items) {
        if (item.getProbabilitiesCount() > 0 && !outside.contains(item.getId())) {
          add(item, classes, examples.get(item.getId()), settled);
        }
      }
    }
  }

  private void add(
      Item item,
      List<String> classes,
      @Nullable TrainingExample example,
      Map<Long, Integer> settled) {
    int predicted = 0;
    for (int k = 1; k < item.getProbabilitiesCount(); k++) {
      predicted = item.getProbabilities(k) > item.getProbabilities(predicted) ? k : predicted;
    }
    double belief = Math.min(Math.max(1 - (double) item.getProbabilities(predicted), 0), 1);
    long served = servedBy.getOrDefault(item.getId(), Long.MAX_VALUE);
    for (int t = 0; t < remaining.length && waves.get(t).getWaveNumber() <= served; t++) {
      remaining[t]++;
      beliefs[t] += belief;
    }
    Integer wave = example == null ? null : places.get(example.getWaveNumber());
    if (example != null && wave != null) {
      long number = example.getWaveNumber();
      double part = settled.getOrDefault(number, 0) / (double) drawCounts.getOrDefault(number, 0L);
      labels.add(
          new Label(
              wave,
              example.getVerdict().getClassNames(0).equals(classes.get(predicted)) ? 0 : 1,
              belief,
              example.getInclusionProbability() * part));
    }
  }

  private double error() {
    double shift = shift();
    double[] errors = new double[remaining.length];
    double[] residuals = new double[remaining.length];
    int[] counts = new int[remaining.length];
    for (Label label : labels) {
      errors[label.wave()] += label.wrong();
      residuals[label.wave()] +=
          (label.wrong() - shifted(label.belief(), 1, shift)) / label.probability();
      counts[label.wave()]++;
    }
    double error = 0;
    double known = 0;
    for (int t = 0; t < remaining.length; t++) {
      double believed = shifted(beliefs[t], remaining[t], shift);
      error += waves.get(t).getWeight() * (known + believed + residuals[t]) / remaining[0];
      if (t + 1 < remaining.length) {
        known += errors[t] * (remaining[t] - remaining[t + 1]) / counts[t];
      }
    }
    return error;
  }

  /**
   * Where the labels say that the beliefs are; one average label agrees with them, and so does what
   * no label stands for.
   */
  private double shift() {
    double sum = 0;
    double rise = 0;
    double yes = 0;
    double no = 0;
    for (Label label : labels) {
      double weight = waves.get(label.wave()).getWeight() / label.probability();
      double influence = weight * weight * (1 - label.probability());
      sum += influence;
      rise += influence * (label.wrong() - label.belief());
      yes += influence * label.belief();
      no += influence * (1 - label.belief());
    }
    double room = (rise > 0 ? no : yes) + sum / labels.size() + unseen();
    return room > 0 ? Math.min(Math.max(rise / room, -1), 1) : 0;
  }

  /** What the labels do not tell of how much the number of items varies that they stand for. */
  private double unseen() {
    double sum = 0;
    for (WaveContribution wave : waves) {
      sum +=
          wave.hasCountVariance()
              ? wave.getWeight() * wave.getWeight() * wave.getCountVariance()
              : 0;
    }
    for (Label label : labels) {
      WaveContribution wave = waves.get(label.wave());
      double weight = wave.hasCountVariance() ? wave.getWeight() / label.probability() : 0;
      sum -= weight * weight * (1 - label.probability());
    }
    return Math.max(sum, 0);
  }

  private static double shifted(double sum, long count, double shift) {
    return shift > 0 ? sum + (count - sum) * shift : sum * (1 + shift);
  }
}
