package dev.assay.server.gold;

import dev.assay.sampling.SeededStream;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.GoldPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which assignments of a batch are gold checks, and of what.
 *
 * <p>Each place of the batch is a check with the probability that the policy gives for the
 * annotator's state, independent of every other place and batch, by random numbers that nobody
 * outside can recompute. So nothing about place or time tells a check: neither the last check's
 * distance nor the batch's length. An annotator is shown a gold item once; where none is left that
 * the annotator has not seen, there are no more checks. To show one again would give it away, since
 * ordinary work never comes twice.
 */
public final class GoldInsertion {
  /** The most gold items that are looked at for one place. */
  static final int SCAN_LIMIT = 500;

  /**
   * A check.
   *
   * @param item the gold item
   * @param share the probability with which the place became a check
   * @param draw the random number from 0 to 1 that made it one: below the share
   */
  public record Check(GoldRow item, double share, double draw) {}

  private GoldInsertion() {}

  /**
   * The checks of a batch.
   *
   * @param places the assignments that the batch would have without any
   * @param chance secret random numbers of this batch
   */
  public static List<Check> draw(
      Transaction transaction,
      ProjectRow project,
      AnnotatorRow annotator,
      int places,
      SeededStream chance) {
    if (!project.definition().getPolicy().hasGold()) {
      return List.of();
    }
    GoldPolicy policy = project.definition().getPolicy().getGold();
    double share = share(policy, annotator);
    List<Check> checks = new ArrayList<>();
    Set<Integer> chosen = new HashSet<>();
    for (int place = 0; place < places; place++) {
      double draw = chance.nextUnit();
      if (draw < share) {
        find(transaction, annotator, policy, chance, chosen)
            .forEach(item -> checks.add(new Check(item, share, draw)));
      }
    }
    return checks;
  }

  private static double share(GoldPolicy policy, AnnotatorRow annotator) {
    return annotator.standing().state() == AnnotatorState.ANNOTATOR_STATE_TRUSTED
        ? policy.getTrustedShare()
        : policy.getProbationShare();
  }

  /** One item or none, from a random place on and round. */
  private static List<GoldRow> find(
      Transaction transaction,
      AnnotatorRow annotator,
      GoldPolicy policy,
      SeededStream chance,
      Set<Integer> chosen) {
    long from = chance.nextLong() >>> 1;
    for (long start : new long[] {from, 0}) {
      List<GoldRow> usable =
          transaction
              .gold()
              .usable(
                  annotator.projectId(),
                  annotator.annotatorId(),
                  start,
                  policy.getMaxUses(),
                  chosen.size() + 1,
                  SCAN_LIMIT);
      for (GoldRow item : usable) {
        if (chosen.add(item.ordinal())) {
          return List.of(item);
        }
      }
    }
    return List.of();
  }
}
