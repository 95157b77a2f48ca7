package dev.assay.server.pool;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.Violations;
import dev.assay.v1.Project;
import dev.assay.v1.ScoreChunk;

/**
 * The shape of one stream's scores.
 *
 * @param classCount probabilities for each item and ensemble member
 * @param ensembleSize members; 0 without an ensemble
 * @param sumsToOne whether the probabilities of an item are those of exactly one class
 */
record ScoreShape(int classCount, int ensembleSize, boolean sumsToOne) {

  static ScoreShape of(Project definition, int ensembleSize) {
    return new ScoreShape(
        definition.getLabelSchema().getClassNamesCount(),
        ensembleSize,
        LabelSpace.of(definition).allows(Use.PREDICTED_CLASS));
  }

  int ensembleWidth() {
    return classCount * ensembleSize;
  }

  /**
   * Undoes what rounding did to the probabilities from {@code start} on: each is in its range, and
   * they sum to 1 where they must. What is off by the precision of its numbers is left as it is.
   */
  void mend(float[] probabilities, int start) {
    double sum = 0;
    for (int i = start; i < start + classCount; i++) {
      probabilities[i] = Math.min(1, Math.max(0, probabilities[i]));
      sum += probabilities[i];
    }
    if (sumsToOne && Math.abs(sum - 1) > classCount * (double) Math.ulp(1f)) {
      for (int i = start; i < start + classCount; i++) {
        probabilities[i] = (float) (probabilities[i] / sum);
      }
    }
  }

  /** The bytes that a row takes in the store. */
  int rowBytes() {
    return Integer.BYTES + Float.BYTES * (classCount + ensembleWidth() + 2);
  }

  /** Reports columns that do not have a value for each row. */
  void check(ScoreChunk chunk, Violations violations) {
    int rows = chunk.getItemIdsCount();
    exactly(
        chunk.getProbabilitiesCount(),
        (long) rows * classCount,
        rows + " items * " + classCount + " classes",
        "chunk.probabilities",
        violations);
    exactly(
        chunk.getEnsembleProbabilitiesCount(),
        (long) rows * ensembleWidth(),
        rows + " items * " + ensembleSize + " members * " + classCount + " classes",
        "chunk.ensemble_probabilities",
        violations);
    noneOrAll(chunk.getGradientNormsCount(), rows, "chunk.gradient_norms", violations);
    noneOrAll(chunk.getUncertaintiesCount(), rows, "chunk.uncertainties", violations);
  }

  private static void exactly(
      int count, long wanted, String product, String field, Violations violations) {
    violations.require(
        count == wanted, field, "must hold " + wanted + " numbers, " + product + ", not " + count);
  }

  private static void noneOrAll(int count, int rows, String field, Violations violations) {
    violations.require(
        count == 0 || count == rows,
        field,
        "must hold one number for each of the " + rows + " items or none, not " + count);
  }
}
