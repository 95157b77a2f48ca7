package dev.assay.sampling.acquire.gradient;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.ContentOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses candidates whose gradients are long and differ: k-means++ seeding among the gradients of
 * the last layer if the model's answers were right. The first has the longest gradient, each
 * further one is drawn with a probability proportional to the squared distance from the nearest
 * chosen one. Every candidate stands in the cell of the chosen one whose gradient is nearest.
 *
 * <p>Ash, Zhang, Krishnamurthy, Langford and Agarwal (2020), "Deep batch active learning by
 * diverse, uncertain gradient lower bounds" (BADGE), algorithm 1, the first one as in the authors'
 * program. {@link Gradients} says why no gradient is ever written out.
 *
 * <p>It chooses among as many candidates, drawn at random, as {@link #MAX_STEPS} and {@link
 * #MAX_HELD} allow; those beyond, and those without scores or embedding, keep the floor. Where
 * fewer gradients differ than are drawn, it chooses fewer.
 */
public final class Badge implements Strategy {
  /** Coordinates of scores and embeddings that one selection compares at most: some ten seconds. */
  static final long MAX_STEPS = 1L << 34;

  /** Coordinates of scores and embeddings that one selection holds at most: 256 MB. */
  static final long MAX_HELD = 1L << 26;

  private static final int CHUNK = 1024;

  private final long maxSteps;

  /** The strategy as it is served. */
  public Badge() {
    this(MAX_STEPS);
  }

  Badge(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  @Override
  public String name() {
    return "badge";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "gradients of the last layer that are long and differ",
        "Ash et al. 2020",
        "N (D + K) n, at most 2^34");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.SCORES, Need.VECTORS);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Inputs inputs = new Inputs(candidates.scores(), candidates.vectors());
    int[] order = ContentOrder.of(inputs, seed);
    long affordable =
        Math.min(maxSteps / ((long) inputs.dimension() * drawCount), MAX_HELD / inputs.dimension());
    int limit = (int) Math.max(drawCount, Math.min(order.length, affordable));
    int[] units = order.length <= limit ? order : Arrays.copyOf(order, limit);
    return new Seeding(Gradients.of(inputs, units), units, candidates.size(), drawCount)
        .select(new SeededStream(seed));
  }

  private static final class Seeding {
    private final Gradients gradients;
    private final int[] units;
    private final int[] cellOf;
    private final int[] chosen;
    private final double[] nearest;
    private int count;

    Seeding(Gradients gradients, int[] units, int candidateCount, int drawCount) {
      this.gradients = gradients;
      this.units = units;
      this.cellOf = new int[candidateCount];
      this.chosen = new int[Math.min(drawCount, units.length)];
      this.nearest = new double[units.length];
      Arrays.fill(cellOf, -1);
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    }

    Selection select(SeededStream random) {
      if (chosen.length > 0) {
        choose(longest());
      }
      double total = total();
      while (count < chosen.length && total > 0) {
        choose(drawn(random.nextUnit() * total));
        total = total();
      }
      return new OrderedBatch(Arrays.copyOf(chosen, count), cellOf);
    }

    private int longest() {
      int longest = 0;
      for (int place = 1; place < units.length; place++) {
        if (gradients.squaredLength(place) > gradients.squaredLength(longest)) {
          longest = place;
        }
      }
      return longest;
    }

    private double total() {
      double total = 0;
      for (double square : nearest) {
        total += square;
      }
      return total;
    }

    private int drawn(double at) {
      double sum = 0;
      int last = 0;
      for (int place = 0; place < nearest.length; place++) {
        if (nearest[place] > 0) {
          last = place;
          sum += nearest[place];
          if (sum > at) {
            break;
          }
        }
      }
      return last;
    }

    private void choose(int centre) {
      int cell = count++;
      chosen[cell] = units[centre];
      Gradients.Row row = gradients.row(centre);
      Chunks.forEach(
          units.length,
          CHUNK,
          (from, to) -> {
            for (int place = from; place < to; place++) {
              double square = gradients.squaredDistance(place, row);
              if (square < nearest[place]) {
                nearest[place] = square;
                cellOf[units[place]] = cell;
              }
            }
          });
      nearest[centre] = 0;
      cellOf[units[centre]] = cell;
    }
  }
}
