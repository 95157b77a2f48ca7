package dev.assay.server.acquisition;

import com.google.protobuf.ByteString;
import dev.assay.sampling.acquire.QuotaTargets;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.WithinQuotas;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.StratumColumn;
import dev.assay.server.store.Tables;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.StratumQuota;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveQuotas;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The strata that a wave is divided among, by its recorded quotas.
 *
 * @param column the stratum of each item of the pool as it was planned from
 */
record WaveStrata(WaveQuotas quotas, StratumColumn column) {

  /**
   * The strata of a wave that is drawn again: of the scores that it was drawn by, or as recorded.
   */
  static WaveStrata read(
      Tables tables,
      long projectId,
      WaveQuotas quotas,
      LabelSchema schema,
      int poolCount,
      @Nullable ScoreColumns scores) {
    WaveQuotas recorded = quotas;
    if (quotas.getRecordedWave() > 0) {
      WaveInputs earlier = tables.waves().inputs(projectId, quotas.getRecordedWave());
      if (earlier == null) {
        throw new IllegalStateException(
            "wave " + quotas.getRecordedWave() + " has no inputs, but its strata are referred to");
      }
      recorded = earlier.getQuotas();
    }
    StratumColumn column =
        StratumColumn.isRecorded(quotas.getStrata())
            ? StratumColumn.inflated(
                recorded.getRecorded(), recorded.getStratumNamesList(), poolCount)
            : StratumColumn.of(quotas.getStrata(), schema, poolCount, scores).orElseThrow();
    return new WaveStrata(quotas, column);
  }

  /**
   * The same with the strata themselves, where a replay could not find them otherwise: here, or by
   * the wave before that had the same.
   *
   * @param before the quotas of the wave before, and its number
   */
  WaveStrata recorded(int poolCount, @Nullable WaveQuotas before, long beforeNumber) {
    if (!StratumColumn.isRecorded(quotas.getStrata())) {
      return this;
    }
    ByteString strata = column.deflated(poolCount);
    ByteString digest = digest(strata, column.names());
    WaveQuotas.Builder recorded = quotas.toBuilder().setRecordedDigest(digest);
    if (before != null && before.getRecordedDigest().equals(digest)) {
      recorded.setRecordedWave(
          before.getRecordedWave() > 0 ? before.getRecordedWave() : beforeNumber);
    } else {
      recorded.setRecorded(strata).addAllStratumNames(column.names());
    }
    return new WaveStrata(recorded.build(), column);
  }

  /** The recipe under the quotas. */
  Recipe divide(Recipe recipe, int[] candidates) {
    int count = quotas.getStrataQuotasCount();
    Strata strata = new Strata(numbers(candidates), count);
    double[] weights = new double[count];
    double[] least = new double[count];
    for (int h = 0; h < count; h++) {
      weights[h] = quotas.getStrataQuotas(h).getWeight();
      least[h] = quotas.getStrataQuotas(h).getRaisedShare();
    }
    QuotaTargets targets =
        quotas.getWeighted() ? new QuotaTargets(weights, least) : QuotaTargets.asSelected(least);
    return new Recipe(
        new WithinQuotas(recipe.strategy(), strata, targets),
        recipe.explorationShare(),
        recipe.sharpness());
  }

  /** The quotas with what each stratum was given. */
  WaveQuotas given(int[] candidates, double[] inclusionProbabilities, int drawCount) {
    int[] numbers = numbers(candidates);
    double[] draws = new double[quotas.getStrataQuotasCount()];
    for (int i = 0; i < numbers.length; i++) {
      draws[numbers[i]] += inclusionProbabilities[i];
    }
    WaveQuotas.Builder given = quotas.toBuilder();
    for (int h = 0; h < draws.length; h++) {
      StratumQuota.Builder quota = given.getStrataQuotasBuilder(h);
      quota.setDrawShare(draws[h] / drawCount);
    }
    return given.build();
  }

  private int[] numbers(int[] candidates) {
    Map<String, Integer> byName = new HashMap<>();
    for (StratumQuota quota : quotas.getStrataQuotasList()) {
      byName.put(quota.getStratum(), byName.size());
    }
    int[] ofCode = new int[column.names().size()];
    for (int code = 0; code < ofCode.length; code++) {
      ofCode[code] = byName.getOrDefault(column.names().get(code), -1);
    }
    int[] numbers = new int[candidates.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ofCode[column.codeOf(candidates[i])];
    }
    return numbers;
  }

  private static ByteString digest(ByteString strata, Iterable<String> names) {
    MessageDigest digest = WaveDigest.sha256();
    digest.update(strata.asReadOnlyByteBuffer());
    for (String name : names) {
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return ByteString.copyFrom(digest.digest());
  }
}
