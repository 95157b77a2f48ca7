package dev.assay.sampling.acquire;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.design.WaterFilling;
import java.util.List;

/**
 * Several purposes that share one draw: each stream has its part of the draw, its own sizes and its
 * own floor, and there is one order. A candidate's probability is the sum of what the streams give
 * it; what exceeds 1 goes to the other candidates in proportion. So each label is of one sample
 * with one exact probability, whichever purpose it was drawn for.
 *
 * <p>Sharpness has no effect: a stream says itself how much it prefers the more useful.
 *
 * @param streams at least one; their shares add up to 1
 * @param utilities one for each candidate, in [0, 1], for the record
 * @param order of the draw, a permutation of the candidates
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; selections are not compared
public record Streams(List<Stream> streams, double[] utilities, int[] order) implements Selection {

  /**
   * One purpose.
   *
   * @param share its part of the draw, in (0, 1]
   * @param sizes what its probabilities are proportional to between its floor and 1; 0 or more, one
   *     of them positive
   * @param floorShare phi in [0, 1]: it gives no candidate less than phi times its mean; the
   *     policy's exploration share where that is more
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over; not compared
  public record Stream(double share, double[] sizes, double floorShare) {

    /** One purpose. */
    public Stream {
      Require.share(share, "share of a stream");
      Require.share(floorShare, "floor share");
      Require.sizes(sizes);
    }

    private double floor(double explorationShare) {
      return Math.max(floorShare, explorationShare);
    }
  }

  private static final double TOLERANCE = 1e-12;

  /**
   * Streams of one draw.
   *
   * @throws dev.assay.sampling.InvalidDesignInputException for sizes of another length, shares that
   *     do not add up to 1, or an order that is not a permutation
   */
  public Streams {
    streams = List.copyOf(streams);
    double total = 0;
    for (Stream stream : streams) {
      Require.sameLength(utilities.length, stream.sizes().length, "sizes of a stream");
      total += stream.share();
    }
    if (Math.abs(total - 1) > TOLERANCE) {
      throw Require.invalid(
          Reason.SHARE_OUT_OF_RANGE,
          "the shares of the streams add up to " + total + "; they must add up to 1");
    }
    Require.permutation(order, utilities.length);
  }

  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    double[] sum = new double[utilities.length];
    double floor = 0;
    double greatest = 0;
    for (Stream stream : streams) {
      double streamFloor = stream.floor(explorationShare);
      double[] own =
          WaterFilling.inclusionProbabilities(
              stream.sizes(), drawCount * stream.share(), streamFloor);
      floor += stream.share() * streamFloor;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += own[i];
        greatest = Math.max(greatest, sum[i]);
      }
    }
    if (greatest <= 1) {
      return sum;
    }
    return WaterFilling.inclusionProbabilities(sum, drawCount, Math.min(floor, 1));
  }
}
