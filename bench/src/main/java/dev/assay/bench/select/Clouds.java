package dev.assay.bench.select;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;

/**
 * Candidates in {@link #CLOUDS} random clouds, and as many labelled ones as are wanted, with scores
 * or without.
 */
final class Clouds implements Candidates {
  private static final int CLOUDS = 50;

  private final Block vectors;
  private final Block labelled;
  private final int size;
  private final int classCount;
  private final ScoreView scores;

  /**
   * Draws them.
   *
   * @param dimension of the embeddings, 0 for none
   * @param classCount of the scores, 0 for none
   */
  Clouds(int size, int dimension, int labelledCount, int classCount, long seed) {
    this.size = size;
    this.classCount = classCount;
    this.scores = new RandomScores(size, classCount, seed);
    SeededStream random = new SeededStream(seed);
    float[] centres = new float[CLOUDS * dimension];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (float) (4 * random.nextUnit());
    }
    this.vectors = Block.around(centres, dimension, size, random);
    this.labelled = Block.around(centres, dimension, labelledCount, random);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean has(Need need) {
    return switch (need) {
      case SCORES -> classCount > 0;
      case VECTORS -> vectors.dimension() > 0;
      case CLASSES, ENSEMBLE, GRADIENTS, PRICES -> false;
    };
  }

  @Override
  public Points vectors() {
    return vectors;
  }

  @Override
  public Points labelledVectors() {
    return labelled;
  }

  @Override
  public int[] labelledClasses() {
    throw new IllegalStateException("no labelled item has a class here");
  }

  @Override
  public ScoreView scores() {
    return scores;
  }

  /** Rows of floats. */
  private record Block(int count, int dimension, float[] values) implements Points {

    static Block around(float[] centres, int dimension, int count, SeededStream random) {
      float[] values = new float[Math.multiplyExact(count, dimension)];
      for (int i = 0; i < count; i++) {
        int centre = random.nextBelow(CLOUDS) * dimension;
        for (int d = 0; d < dimension; d++) {
          double spread = random.nextUnit() + random.nextUnit() + random.nextUnit() - 1.5;
          values[i * dimension + d] = centres[centre + d] + (float) spread;
        }
      }
      return new Block(count, dimension, values);
    }

    @Override
    public boolean has(int point) {
      return true;
    }

    @Override
    public double get(int point, int coordinate) {
      return values[point * dimension + coordinate];
    }

    @Override
    public void copy(int point, double[] into) {
      int start = point * dimension;
      for (int d = 0; d < dimension; d++) {
        into[d] = values[start + d];
      }
    }

    @Override
    public double squaredDistance(int point, double[] place) {
      double sum = 0;
      int start = point * dimension;
      for (int d = 0; d < dimension; d++) {
        double difference = values[start + d] - place[d];
        sum += difference * difference;
      }
      return sum;
    }
  }

  /** Probabilities that are computed once. */
  private static final class RandomScores implements ScoreView {
    private final int size;
    private final int classCount;
    private final float[] values;

    RandomScores(int size, int classCount, long seed) {
      this.size = size;
      this.classCount = classCount;
      this.values = new float[Math.multiplyExact(size, classCount)];
      SeededStream random = new SeededStream(seed, 1);
      for (int i = 0; i < size; i++) {
        double sum = 0;
        for (int k = 0; k < classCount; k++) {
          values[i * classCount + k] = (float) (random.nextUnit() * random.nextUnit());
          sum += values[i * classCount + k];
        }
        for (int k = 0; k < classCount; k++) {
          values[i * classCount + k] /= (float) sum;
        }
      }
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int classCount() {
      return classCount;
    }

    @Override
    public boolean isMultiLabel() {
      return false;
    }

    @Override
    public boolean has(int candidate) {
      return true;
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      System.arraycopy(values, candidate * classCount, into, 0, classCount);
    }
  }
}
