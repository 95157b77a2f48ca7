package dev.assay.app.demo.crowd;

import dev.assay.sampling.SeededStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A simulated annotator. What is answered about an item depends on the seed, the annotator and the
 * item alone: not on when it is asked, nor on what was asked before.
 */
public final class Annotator {
  private final String id;
  private final double errorRate;
  private final long seed;
  private final double[][] confusion;

  /**
   * An annotator.
   *
   * @param id as the platform knows it
   * @param errorRate the share of items answered wrongly, in [0, 1)
   * @param classCount the number of classes, at least 2
   * @param seed what the errors come from
   */
  public Annotator(String id, double errorRate, int classCount, long seed) {
    this.id = id;
    this.errorRate = errorRate;
    this.seed = SeededStream.mix(seed ^ hash(id));
    this.confusion = confusion(classCount, new SeededStream(this.seed));
  }

  /** The platform's id. */
  public String id() {
    return id;
  }

  /** The share of items answered wrongly. */
  public double errorRate() {
    return errorRate;
  }

  /** The class that is answered about an item of a class. */
  public int answer(String itemId, int trueClass) {
    SeededStream chance = new SeededStream(seed, hash(itemId));
    if (chance.nextUnit() >= errorRate) {
      return trueClass;
    }
    double point = chance.nextUnit();
    double[] shares = confusion[trueClass];
    int answer = trueClass;
    for (int k = 0; k < shares.length && point >= 0; k++) {
      if (k != trueClass) {
        answer = k;
        point -= shares[k];
      }
    }
    return answer;
  }

  /**
   * For each class, which others it is taken for: shares at random, so that each annotator mixes up
   * some classes more than others.
   */
  private static double[][] confusion(int classCount, SeededStream chance) {
    double[][] confusion = new double[classCount][classCount];
    for (int from = 0; from < classCount; from++) {
      double sum = 0;
      for (int to = 0; to < classCount; to++) {
        confusion[from][to] = to == from ? 0 : -StrictMath.log(chance.nextOpenUnit());
        sum += confusion[from][to];
      }
      for (int to = 0; to < classCount; to++) {
        confusion[from][to] /= sum;
      }
    }
    return confusion;
  }

  private static long hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }
}
