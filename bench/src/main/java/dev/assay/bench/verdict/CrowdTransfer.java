package dev.assay.bench.verdict;

import dev.assay.bench.data.CrowdVotes;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.method.AutoMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code auto} is worth on a crowd that its constants were not chosen with: for each crowd the
 * constants are chosen anew, as those of a grid with the least mean error above the best known
 * figures of all other crowds. Neither its votes nor its truth have a part in that.
 */
public final class CrowdTransfer {
  private static final double[] ROW_VOTES = {1, 3, 10};
  private static final double[] ACCURACY_VOTES = {1, 4, 16};
  private static final double[] DECISIVE = {3, 10, 30, 100};

  /** The settings that are chosen among. */
  public static final List<AutoMethod> GRID = grid();

  /**
   * A crowd under every setting.
   *
   * @param set its name
   * @param dependence by how much several kinds of items a class raise the log evidence
   * @param errors by setting of the grid
   */
  @SuppressWarnings("ArrayRecordComponent") // read at once, compared by nobody
  public record Measured(String set, double dependence, double[] errors) {}

  /**
   * A crowd by the setting that the others choose.
   *
   * @param set its name
   * @param chosen the setting
   * @param error by that setting
   * @param shipped error by the setting that the server uses
   * @param least the least error of any setting
   */
  public record LeftOut(
      String set, AutoMethod chosen, double error, double shipped, double least) {}

  private CrowdTransfer() {}

  private static List<AutoMethod> grid() {
    List<AutoMethod> grid = new ArrayList<>();
    for (double rowVotes : ROW_VOTES) {
      for (double accuracyVotes : ACCURACY_VOTES) {
        for (double decisive : DECISIVE) {
          grid.add(new AutoMethod(rowVotes, accuracyVotes, decisive));
        }
      }
    }
    return List.copyOf(grid);
  }

  /** Runs every setting on one crowd. */
  public static Measured measure(CrowdVotes crowd) {
    Evidence evidence = Evidence.of(crowd.votes());
    double dependence = AutoMethod.dependence(evidence);
    double[] errors = new double[GRID.size()];
    for (int at = 0; at < errors.length; at++) {
      AutoMethod setting = GRID.get(at);
      int same = at - 1;
      while (same >= 0 && !isSame(GRID.get(same), setting, dependence)) {
        same--;
      }
      errors[at] =
          same >= 0
              ? errors[same]
              : crowd.error(setting.choose(evidence, dependence).method().fit(evidence));
    }
    return new Measured(crowd.name(), dependence, errors);
  }

  /** Whether two settings choose the same on votes of that dependence. */
  private static boolean isSame(AutoMethod one, AutoMethod other, double dependence) {
    boolean isDependent = dependence >= one.decisive();
    return isDependent == dependence >= other.decisive()
        && (isDependent
            || (one.rowVotes() == other.rowVotes()
                && one.accuracyVotes() == other.accuracyVotes()));
  }

  /** Chooses the setting for each crowd by all others; the first in the grid of equals. */
  public static List<LeftOut> leaveOneOut(List<Measured> crowds) {
    int shipped = GRID.indexOf(new AutoMethod());
    List<LeftOut> results = new ArrayList<>();
    for (Measured crowd : crowds) {
      int best =
          IntStream.range(0, GRID.size())
              .boxed()
              .min(
                  Comparator.comparingDouble(
                      (Integer at) ->
                          crowds.stream()
                              .filter(other -> !other.set().equals(crowd.set()))
                              .mapToDouble(
                                  other ->
                                      other.errors()[at] - CrowdStudy.published(other.set()).best())
                              .sum()))
              .orElseThrow();
      double least = Arrays.stream(crowd.errors()).min().orElseThrow();
      results.add(
          new LeftOut(
              crowd.set(), GRID.get(best), crowd.errors()[best], crowd.errors()[shipped], least));
    }
    return results;
  }
}
