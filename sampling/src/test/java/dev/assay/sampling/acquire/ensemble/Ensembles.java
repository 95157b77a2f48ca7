package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.acquire.Known;
import java.util.Arrays;

/**
 * What members say as given: for each candidate one row, one member after the other; empty rows say
 * nothing.
 */
record Ensembles(int memberCount, int classCount, boolean isMultiLabel, float[][] rows)
    implements EnsembleView {

  /** From probabilities by member, candidate and class, as scikit-activeml has them. */
  static Ensembles ofMembers(double[][][] members) {
    int size = members[0].length;
    int classCount = members[0][0].length;
    float[][] rows = new float[size][members.length * classCount];
    for (int m = 0; m < members.length; m++) {
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < classCount; k++) {
          rows[i][m * classCount + k] = (float) members[m][i][k];
        }
      }
    }
    return new Ensembles(members.length, classCount, false, rows);
  }

  /** Members that are certain of a class each: votes by candidate and member. */
  static Ensembles ofVotes(int classCount, int[]... votes) {
    float[][] rows = new float[votes.length][votes[0].length * classCount];
    for (int i = 0; i < votes.length; i++) {
      for (int m = 0; m < votes[i].length; m++) {
        rows[i][m * classCount + votes[i][m]] = 1;
      }
    }
    return new Ensembles(votes[0].length, classCount, false, rows);
  }

  static Ensembles random(int size, int memberCount, int classCount, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[size][memberCount * classCount];
    for (float[] row : rows) {
      for (int m = 0; m < memberCount; m++) {
        double sum = 0;
        for (int k = 0; k < classCount; k++) {
          double e = Math.pow(-Math.log(random.nextOpenUnit()), 2);
          row[m * classCount + k] = (float) e;
          sum += e;
        }
        for (int k = 0; k < classCount; k++) {
          row[m * classCount + k] /= (float) sum;
        }
      }
    }
    return new Ensembles(memberCount, classCount, false, rows);
  }

  Known pool() {
    return Known.of(rows.length).ensemble(this);
  }

  Ensembles inOrder(int[] order) {
    float[][] moved = new float[rows.length][];
    Arrays.setAll(moved, i -> rows[order[i]]);
    return new Ensembles(memberCount, classCount, isMultiLabel, moved);
  }

  Members of(int candidate) {
    return new Members(rows[candidate], memberCount, classCount);
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public boolean has(int candidate) {
    return rows[candidate].length > 0;
  }

  @Override
  public void copyProbabilities(int candidate, float[] into) {
    if (rows[candidate].length == 0) {
      throw new IllegalStateException("the members say nothing of candidate " + candidate);
    }
    System.arraycopy(rows[candidate], 0, into, 0, rows[candidate].length);
  }
}
