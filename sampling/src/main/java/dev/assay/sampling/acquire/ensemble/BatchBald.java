package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.NearestCentres;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Chooses the batch whose labels together say most about which member is right: the next is the one
 * that raises the entropy of all labels less the mean of the members' entropies of them most, so
 * that of candidates that say the same one is taken.
 *
 * <p>Kirsch, van Amersfoort and Gal (2019), "BatchBALD: efficient and diverse batch acquisition for
 * deep Bayesian active learning", equations 8 to 12. Their joint entropy is exact while the chosen
 * labels have at most {@link #MAX_CONFIGURATIONS} configurations, and from as many drawn ones
 * beyond. M members can say no more than log M together, so after {@link #MAX_JOINT} candidates a
 * new joint begins, of those that are left. A candidate of several labels stands for the one of
 * them that says most.
 *
 * <p>What a candidate adds falls as the batch grows, so it is looked at again only when it would
 * come next (Minoux 1978), at most as often as {@link #MAX_STEPS} allow for each one that is drawn;
 * the best of those looked at is taken then. Candidates that the ensemble says nothing of keep the
 * floor.
 */
public final class BatchBald implements Strategy {
  /** Configurations of labels that one joint distribution holds. */
  static final int MAX_CONFIGURATIONS = 1 << 10;

  /** Candidates of one joint distribution. */
  static final int MAX_JOINT = 10;

  /** Members' probabilities that one selection multiplies at most: some ten seconds. */
  static final long MAX_STEPS = 1L << 33;

  /** Coordinates that are compared to give each candidate its cell. */
  static final long MAX_CELL_STEPS = 1L << 36;

  private static final int CHUNK = 1024;

  private final int maxConfigurations;

  /** The strategy as it is served. */
  public BatchBald() {
    this(MAX_CONFIGURATIONS);
  }

  BatchBald(int maxConfigurations) {
    this.maxConfigurations = maxConfigurations;
  }

  @Override
  public String name() {
    return "batch-bald";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "labels that together say most about which member is right",
        "Kirsch, van Amersfoort and Gal 2019",
        "N M K n, at most 2^36; and, for each drawn, at most 2^33 / n over those that would come"
            + " next");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.ENSEMBLE);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    EnsemblePoints points = new EnsemblePoints(candidates.ensemble());
    int[] order = ContentOrder.of(points, seed);
    int[] chosen = order;
    if (order.length > drawCount) {
      chosen = new Greedy(candidates.ensemble(), order, drawCount, seed).choose();
    }
    return new OrderedBatch(chosen, NearestCentres.of(points, order, chosen, MAX_CELL_STEPS));
  }

  /** One candidate in the queue: what it adds at most, as of the joint of that many. */
  private record Bound(double gain, int place, int asOf) {}

  private final class Greedy {
    private final EnsembleView ensemble;
    private final int[] order;
    private final int[] chosen;
    private final SeededStream random;
    private final double[] alone;
    private final int[] ranked;
    private final boolean[] isTaken;
    private final long looks;
    private int count;

    Greedy(EnsembleView ensemble, int[] order, int drawCount, long seed) {
      this.ensemble = ensemble;
      this.order = order;
      this.chosen = new int[drawCount];
      this.random = new SeededStream(seed);
      this.isTaken = new boolean[order.length];
      long each = (long) maxConfigurations * ensemble.memberCount() * ensemble.classCount();
      this.looks = Math.max(1, MAX_STEPS / each / drawCount);
      this.alone = new double[order.length];
      double[] keys = new double[order.length];
      Chunks.forEach(
          order.length,
          CHUNK,
          (from, to) -> {
            for (int place = from; place < to; place++) {
              alone[place] = question(ensemble, order[place]).information();
              keys[place] = -alone[place];
            }
          });
      this.ranked = KeyOrder.ascending(keys);
    }

    int[] choose() {
      while (count < chosen.length) {
        new Part().choose(Math.min(chosen.length, count + MAX_JOINT));
      }
      return chosen;
    }

    /** Those of one joint distribution. */
    private final class Part {
      private final JointLabels joint =
          new JointLabels(ensemble.memberCount(), maxConfigurations, random);
      private final PriorityQueue<Bound> seen =
          new PriorityQueue<>(
              Comparator.comparingDouble((Bound bound) -> -bound.gain)
                  .thenComparingInt(Bound::place));
      private int unseen; // the first in ranked that is not among the seen

      void choose(int until) {
        for (int size = 0; count < until; size++) {
          int place = next(size);
          isTaken[place] = true;
          chosen[count++] = order[place];
          joint.add(question(ensemble, order[place]));
        }
      }

      private int next(int size) {
        for (long look = 0; look < looks; look++) {
          Bound top = top();
          if (top.asOf == size) {
            return top.place;
          }
          Members labels = question(ensemble, order[top.place]);
          double gain = joint.informationWith(labels) - joint.information();
          seen.add(new Bound(gain, top.place, size));
        }
        Bound best =
            seen.stream().filter(bound -> bound.asOf == size).min(seen.comparator()).orElseThrow();
        seen.remove(best);
        return best.place;
      }

      private Bound top() {
        while (unseen < ranked.length && isTaken[ranked[unseen]]) {
          unseen++;
        }
        Bound known = seen.peek();
        if (unseen < ranked.length && (known == null || alone[ranked[unseen]] >= known.gain)) {
          int place = ranked[unseen++];
          return new Bound(alone[place], place, 0);
        }
        return seen.remove();
      }
    }
  }

  /** What the members say of a candidate; of several labels, of the one that says most. */
  private static Members question(EnsembleView ensemble, int candidate) {
    int members = ensemble.memberCount();
    Members all =
        new Members(new float[members * ensemble.classCount()], members, ensemble.classCount());
    ensemble.copyProbabilities(candidate, all.rows());
    if (!ensemble.isMultiLabel()) {
      return all;
    }
    Members best = all.label(0);
    for (int label = 1; label < ensemble.classCount(); label++) {
      Members other = all.label(label);
      best = other.information() > best.information() ? other : best;
    }
    return best;
  }
}
