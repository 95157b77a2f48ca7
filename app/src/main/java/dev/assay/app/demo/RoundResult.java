package dev.assay.app.demo;

import dev.assay.v1.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * How things stand after a round. Counts and amounts are sums since the beginning.
 *
 * @param round counted from 1
 * @param labels votes charged to the active arm
 * @param labelsRandom votes charged to the random arm
 * @param settledItems items with a verdict
 * @param openItems items begun and not settled
 * @param wrongVerdicts settled items whose verdict is not the truth
 * @param spending what the active arm has charged and holds, and its cap
 * @param trainedVersion the model trained on all that was settled
 * @param accuracyActive its share of right answers on held-out data
 * @param accuracyRandom that of the model trained on what the random arm settled
 * @param judgement of the model whose scores steered this round, or null in the first
 * @param stopReason why no more labels can be had, or null
 */
public record RoundResult(
    int round,
    long labels,
    long labelsRandom,
    long settledItems,
    long openItems,
    long wrongVerdicts,
    Spending spending,
    String trainedVersion,
    double accuracyActive,
    double accuracyRandom,
    @Nullable Judgement judgement,
    @Nullable StopReason stopReason) {

  /** Amounts in millionths of the currency. */
  public record Spending(long chargedMicros, long heldMicros, long ceilingMicros) {}
}
