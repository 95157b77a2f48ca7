package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.Design;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.OpenUnits;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.PoissonSampling;
import dev.assay.sampling.design.Sample;
import java.util.Arrays;

/**
 * Rounds of a one-shot design without replacement over the units not labelled yet, with sizes
 * revised between rounds.
 *
 * <p>Each round's {@code sum z_i / pi_i} over its draws is unbiased for the total of the units that
 * were left before it; with the labels of earlier rounds added it is one estimate of the whole, and
 * rounds combine with weights fixed in advance. With Poisson rounds this is the online sampler of
 * "Sample Efficient Model Evaluation", appendix E, equations 120 to 128.
 */
public final class MultiRound implements AdaptiveDesign {

  private final String name;
  private final Design roundDesign;
  private final Frame frame;
  private final SizeRevision revision;
  private final long seed;
  private final Turns turns = new Turns();
  private final OpenUnits remaining;
  private int[] labelledUnits = {};
  private double[] labels = {};
  private long round;

  private MultiRound(
      String name, Design roundDesign, Frame frame, SizeRevision revision, long seed) {
    this.name = name;
    this.roundDesign = roundDesign;
    this.frame = frame;
    this.revision = revision;
    this.seed = seed;
    this.remaining = new OpenUnits(frame.units());
  }

  /**
   * Rounds of ordered pivotal sampling: fixed size, and with the frame's floor under every
   * remaining unit's probability.
   *
   * @param frame of the whole population; its sizes give way to the revision's
   * @param revision the sizes of each round
   * @param seed of the run
   */
  public static MultiRound pivotal(Frame frame, SizeRevision revision, long seed) {
    return new MultiRound("multi-round", new OrderedPivotal(), frame, revision, seed);
  }

  /** Rounds of Poisson sampling, as the paper has them; parameters as for {@link #pivotal}. */
  public static MultiRound poisson(Frame frame, SizeRevision revision, long seed) {
    return new MultiRound("online-poisson", new PoissonSampling(), frame, revision, seed);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Proposal propose(int count) {
    turns.checkFree(count);
    int[] left = remaining.ascending();
    if (left.length == 0) {
      return turns.open(new Proposal(new int[0], new double[0]));
    }
    double[] sizes = revision.sizes(labelledUnits.clone(), labels.clone()).clone();
    Require.sameLength(frame.units(), sizes.length, "revised sizes");
    if (Arrays.stream(left).allMatch(unit -> sizes[unit] == 0)) {
      Arrays.fill(sizes, 1);
    }
    long roundSeed = new SeededStream(seed, round++).nextLong();
    int budget = Math.min(count, left.length);
    Sample sample = roundDesign.draw(frame.restrictedTo(left, sizes), budget, roundSeed);
    int[] units = new int[sample.size()];
    for (int k = 0; k < units.length; k++) {
      units[k] = left[sample.units()[k]];
    }
    return turns.open(new Proposal(units, sample.probabilitiesOfDrawn()));
  }

  /** Labels are whatever the revision makes of them. */
  @Override
  public void observe(double[] observed) {
    int[] units = turns.close(observed).units();
    int before = labels.length;
    labelledUnits = Arrays.copyOf(labelledUnits, before + units.length);
    labels = Arrays.copyOf(labels, before + units.length);
    System.arraycopy(units, 0, labelledUnits, before, units.length);
    System.arraycopy(observed, 0, labels, before, units.length);
    for (int unit : units) {
      remaining.remove(unit);
    }
  }
}
