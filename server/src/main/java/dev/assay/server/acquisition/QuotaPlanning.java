package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.QuotaWeights;
import dev.assay.server.estimation.SettledItem;
import dev.assay.server.pool.StratumColumn;
import dev.assay.v1.Project;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.StratumQuota;
import dev.assay.v1.WaveQuotas;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What quotas a wave has: how its strata weigh by the labels so far, and which minimum shares the
 * monitor raises.
 *
 * <p>The monitor compares the share of a stratum among the labels so far with its minimum share.
 * Where it lags, because waves were withdrawn, the stratum ran short or predictions of its class
 * are often wrong, the next wave's minimum is the policy's times minimum over share, at most {@code
 * max_raise} times.
 */
final class QuotaPlanning {
  /** The most strata that a wave is divided among. */
  static final int MAX_STRATA = 1_000;

  /** Labels before the monitor corrects: fewer lag by chance. */
  static final int LEAST_LABELS = 20;

  private final Project project;
  private final StratumColumn column;
  private final int[] candidates;

  /**
   * Quotas to be planned.
   *
   * @param candidates ordinals, which the column covers
   */
  QuotaPlanning(Project project, StratumColumn column, int[] candidates) {
    this.project = project;
    this.column = column;
    this.candidates = candidates;
  }

  /**
   * The quotas, without what is recorded of attributes.
   *
   * @param settled items with their verdicts
   * @return without strata where they are more than {@link #MAX_STRATA}
   */
  WaveQuotas plan(List<SettledItem> settled) {
    WaveQuotas.Builder quotas = WaveQuotas.newBuilder().setStrata(project.getStrata());
    int[] counts = new int[column.names().size()];
    for (int ordinal : candidates) {
      counts[column.codeOf(ordinal)]++;
    }
    int[] codes =
        IntStream.range(0, counts.length)
            .filter(code -> counts[code] > 0)
            .boxed()
            .sorted((a, b) -> column.names().get(a).compareTo(column.names().get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    if (codes.length > MAX_STRATA) {
      return quotas.build();
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (int code : codes) {
      numbers.put(column.names().get(code), numbers.size());
    }
    StratumLabels labels =
        StratumLabels.of(numbers, column, project.getStrata(), project.getLabelSchema(), settled);
    QuotaPolicy policy = project.getPolicy().getQuota();
    int[] sizes = Arrays.stream(codes).map(code -> counts[code]).toArray();
    double[] minimums = minimums(policy, numbers);
    double[] raised = raised(policy, minimums, labels);
    double[] weights = weights(policy, sizes, labels);
    quotas.setWeighted(policy.getKind() != QuotaPolicy.Kind.KIND_AS_SELECTED);
    for (int h = 0; h < codes.length; h++) {
      quotas.addStrataQuotas(
          StratumQuota.newBuilder()
              .setStratum(column.names().get(codes[h]))
              .setCandidateCount(sizes[h])
              .setWeight(weights[h])
              .setMinimumShare(minimums[h])
              .setRaisedShare(raised[h])
              .setLabelCount(labels.labels(h))
              .setLabelShare(share(labels, h)));
    }
    return quotas.build();
  }

  private static double[] weights(QuotaPolicy policy, int[] sizes, StratumLabels labels) {
    return switch (policy.getKind()) {
      case KIND_PROPORTIONAL -> QuotaWeights.proportional(sizes);
      case KIND_EQUAL -> QuotaWeights.equal(sizes.length);
      case KIND_NEYMAN -> QuotaWeights.neyman(sizes, labels.predicted(), labels.errors());
      case KIND_SENSITIVITY ->
          QuotaWeights.sensitivity(sizes, labels.predictedByRound(), labels.errorsByRound());
      default -> new double[sizes.length];
    };
  }

  private static double[] minimums(QuotaPolicy policy, Map<String, Integer> numbers) {
    double[] minimums = new double[numbers.size()];
    policy
        .getMinimumSharesList()
        .forEach(
            minimum -> {
              Integer number = numbers.get(minimum.getStratum());
              if (number != null) {
                minimums[number] = minimum.getShare();
              }
            });
    return minimums;
  }

  private static double[] raised(QuotaPolicy policy, double[] minimums, StratumLabels labels) {
    double[] raised = minimums.clone();
    if (labels.total() >= LEAST_LABELS) {
      for (int h = 0; h < raised.length; h++) {
        double share = share(labels, h);
        if (share < minimums[h]) {
          double factor = share == 0 ? policy.getMaxRaise() : minimums[h] / share;
          raised[h] = minimums[h] * Math.min(factor, policy.getMaxRaise());
        }
      }
    }
    double total = Arrays.stream(raised).sum();
    for (int h = 0; h < raised.length && total > 1; h++) {
      raised[h] /= total;
    }
    return raised;
  }

  private static double share(StratumLabels labels, int stratum) {
    return labels.total() == 0 ? 0 : (double) labels.labels(stratum) / labels.total();
  }
}
