package dev.assay.server.gold;

import com.google.protobuf.ByteString;
import dev.assay.sampling.SeededStream;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.GoldPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which assignments of one annotator are gold checks, and of what.
 *
 * <p>Before each ordinary assignment there may be checks: each place is one with the probability
 * that the policy gives for the annotator's state, independent of every other place. The random
 * number of a place follows from a secret and from whose place before which ordinary assignment it
 * is, and from nothing that the request says. So asking again, in other portions, only for show or
 * after the leases have ended, meets the same checks at the same places, as it meets the same
 * ordinary assignments; and neither the last check's distance nor the batch's length tells one. An
 * annotator is shown a gold item once; where none is left that the annotator has not seen, there
 * are no more checks. To show one again would give it away, since ordinary work never comes twice.
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

  private final Transaction transaction;
  private final AnnotatorRow annotator;
  private final SecretNumbers secrets;
  private final GoldPolicy policy;
  private final double share;
  private final long routes;
  private final Set<Integer> chosen = new HashSet<>();

  /**
   * @param routes whose items the annotator may be given, a bit for each: a check asks for no tag
   *     that ordinary work would not
   */
  public GoldInsertion(
      Transaction transaction,
      ProjectRow project,
      AnnotatorRow annotator,
      long routes,
      SecretNumbers secrets) {
    this.routes = routes;
    this.transaction = transaction;
    this.annotator = annotator;
    this.secrets = secrets;
    this.policy = project.definition().getPolicy().getGold();
    this.share = project.definition().getPolicy().hasGold() ? share(policy, annotator) : 0;
  }

  private static double share(GoldPolicy policy, AnnotatorRow annotator) {
    return annotator.standing().state() == AnnotatorState.ANNOTATOR_STATE_TRUSTED
        ? policy.getTrustedShare()
        : policy.getProbationShare();
  }

  /**
   * The check that stands before the ordinary assignment at that place, after those that the
   * annotator had there; null without one.
   *
   * @param inBatch how many stand there in this batch already
   */
  public @Nullable Check before(GoldCheckRow.Place place, int inBatch) {
    if (share == 0) {
      return null;
    }
    SeededStream chance = chance(place, 0);
    double draw = chance.nextUnit();
    if (draw >= share) {
      return null;
    }
    int had =
        inBatch + transaction.gold().countAt(annotator.projectId(), annotator.annotatorId(), place);
    for (int i = 1; i <= had; i++) {
      chance = chance(place, i);
      draw = chance.nextUnit();
      if (draw >= share) {
        return null;
      }
    }
    GoldRow item = find(place, chance);
    return item == null ? null : new Check(item, share, draw);
  }

  /** The secret random numbers of one place before an ordinary assignment. */
  private SeededStream chance(GoldCheckRow.Place place, int index) {
    byte[] name = annotator.annotatorId().getBytes(StandardCharsets.UTF_8);
    byte[] subject =
        ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES + name.length)
            .putLong(annotator.projectId())
            .putLong(place.waveNumber())
            .putInt(place.position())
            .putInt(index)
            .put(name)
            .array();
    return new SeededStream(
        secrets.number(transaction, "gold check", ByteString.copyFrom(subject)));
  }

  /** One item or none, from a random place on and round. */
  private @Nullable GoldRow find(GoldCheckRow.Place place, SeededStream chance) {
    long from = chance.nextLong() >>> 1;
    for (long start : new long[] {from, 0}) {
      List<GoldRow> usable =
          transaction
              .gold()
              .usable(
                  annotator.projectId(),
                  annotator.annotatorId(),
                  place,
                  start,
                  policy.getMaxUses(),
                  routes,
                  chosen.size() + 1,
                  SCAN_LIMIT);
      for (GoldRow item : usable) {
        if (chosen.add(item.ordinal())) {
          return item;
        }
      }
    }
    return null;
  }
}
