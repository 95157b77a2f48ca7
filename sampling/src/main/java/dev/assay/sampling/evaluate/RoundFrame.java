package dev.assay.sampling.evaluate;

import dev.assay.sampling.Require;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.strata.CumSqrtF;
import dev.assay.sampling.design.strata.SmallCells;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * What a round is drawn from: the units that could be drawn, and what is believed of each.
 *
 * <p>The arrays are handed over, not copied: nobody may write to them afterwards.
 *
 * @param error how likely the model is believed to be wrong on each unit, in [0, 1]
 * @param sizes how much each unit matters to what is measured: the anticipated standard deviation
 *     of its part, finite, 0 or more
 * @param floorShare phi in (0, 1]: the share of the budget that is spread evenly
 * @param strataCount strata of the stratified and adaptive designs, at least 1, cut by the error
 */
@SuppressWarnings("ArrayRecordComponent") // handed over as documented; frames are not compared
public record RoundFrame(double[] error, double[] sizes, double floorShare, int strataCount) {
  /** Histogram cells for each stratum, of which the strata are cut. */
  private static final int CELLS_PER_STRATUM = 20;

  /** The fewest units of a stratum: two draws tell its spread, and as many are left. */
  private static final int LEAST_UNITS = 4;

  /** Checks that both arrays describe the same units. */
  public RoundFrame {
    Require.population(error.length);
    Require.sameLength(error.length, sizes.length, "sizes");
    Require.share(floorShare, "floor share");
    Require.count(strataCount, 1, Integer.MAX_VALUE, "number of strata");
  }

  /** Of an accuracy: the size is sqrt(g (1 - g)), the deviation of an error that is believed so. */
  public static RoundFrame ofErrors(double[] error, double floorShare, int strataCount) {
    double[] sizes = new double[error.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = deviation(error[i]);
    }
    return new RoundFrame(error, sizes, floorShare, strataCount);
  }

  static double deviation(double error) {
    return StrictMath.sqrt(Math.max(error * (1 - error), 0));
  }

  /** The number of units that could be drawn. */
  public int units() {
    return error.length;
  }

  /** The strata, ascending with the error; small ones are merged. */
  public Strata strata() {
    Strata cut = CumSqrtF.of(error, strataCount, CELLS_PER_STRATUM * strataCount);
    return SmallCells.merged(cut, error, LEAST_UNITS);
  }

  /**
   * The frame as designs see it: ordered by the error, with strata where they are needed. Where
   * nothing is in doubt all units are alike.
   */
  Frame frame(boolean stratified) {
    double greatest = 0;
    for (double size : sizes) {
      greatest = Math.max(greatest, size);
    }
    double[] drawn = sizes;
    if (greatest == 0) {
      drawn = new double[sizes.length];
      Arrays.fill(drawn, 1);
    }
    Frame frame = new Frame(drawn, floorShare, error, null, null, null);
    return stratified ? frame.withStrata(strata()) : frame;
  }
}
