package dev.assay.server.acquisition;

import dev.assay.server.routing.Routes;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What evaluations have drawn and not offered yet, for one batch that is being mixed: the next
 * items of the first such round, in its random order.
 */
final class Monitoring {
  /** The most items that one batch passes over. */
  static final int MAX_PASSED = 64;

  private final Transaction transaction;
  private final ProjectRow project;
  private final Routes routes;
  private final DoubleSupplier chance;
  private final @Nullable EvaluationRoundRow round;
  private final List<DrawnItemRow> passed = new ArrayList<>();
  private int position;

  /**
   * What waits now.
   *
   * @param chance a number in [0, 1) of the batch's own, asked for once at most
   */
  Monitoring(Transaction transaction, ProjectRow project, Routes routes, DoubleSupplier chance) {
    this.transaction = transaction;
    this.project = project;
    this.routes = routes;
    this.chance = chance;
    this.round = transaction.evaluations().serving(project.projectId());
    this.position = round == null ? 0 : round.nextPosition();
  }

  /**
   * How many of the places that first votes have in the batch are an evaluation's: the policy's
   * share, rounded up or down by chance so that batches of one have theirs, too.
   */
  int places(int free) {
    if (round == null || round.last() || free == 0) {
      return 0;
    }
    double share = project.definition().getPolicy().getMonitorShare() * free;
    return (int) Math.min(Math.floor(share + chance.getAsDouble()), free);
  }

  /**
   * Whether places that nothing else has taken are an evaluation's: those of one that runs, and of
   * one that was cancelled where nothing else is left in the pool.
   */
  boolean takesRest(int freshCount) {
    if (round == null || !round.last()) {
      return round != null;
    }
    ProgressRow progress = transaction.progress().get(project.projectId());
    int reserved = transaction.gold().reservedCount(project.projectId());
    return progress.itemCount() - reserved <= progress.servedCount() + freshCount;
  }

  /**
   * The next items, whether or not the annotator has the tags for them.
   *
   * @param wanted at most so many; none where checks have taken more places than there were
   */
  List<DrawnItemRow> next(int wanted) {
    EvaluationRoundRow from = round;
    if (from == null || wanted <= 0) {
      return List.of();
    }
    return transaction.waves().drawn(project.projectId(), from.waveNumber(), position, wanted);
  }

  /**
   * Whether the annotator can be offered the item here: it has no tags that they lack, and is no
   * gold since it was drawn. Gold waits among the tasks, which look who was checked by it.
   */
  boolean fits(DrawnItemRow drawn) {
    return routes.isOpen(drawn.route())
        && transaction.gold().find(project.projectId(), drawn.ordinal()) == null;
  }

  /** Passes an item over, which waits for others then; returns whether it could. */
  boolean passesOver(DrawnItemRow drawn) {
    if (passed.size() == MAX_PASSED) {
      return false;
    }
    passed.add(drawn);
    position++;
    return true;
  }

  /** The task of an item as it will be once it is leased. */
  TaskRow task(DrawnItemRow drawn) {
    return task(drawn, 1, project.definition().getPolicy().getAgreeingVotes() - 1, false);
  }

  private TaskRow task(DrawnItemRow drawn, int open, int wanted, boolean passedOver) {
    return new TaskRow(
        project.projectId(),
        drawn.ordinal(),
        drawn.waveNumber(),
        drawn.position(),
        Slice.SLICE_MONITOR,
        0,
        open,
        wanted,
        null,
        0,
        null,
        drawn.route(),
        passedOver);
  }

  /** The item was taken into the batch. */
  void took() {
    position++;
  }

  /** Moves the round on, once the batch is granted. */
  void grant() {
    EvaluationRoundRow from = round;
    if (from != null && position > from.nextPosition()) {
      int votes = project.definition().getPolicy().getAgreeingVotes();
      passed.forEach(drawn -> transaction.tasks().update(task(drawn, 0, votes, true)));
      transaction.evaluations().setNextPosition(project.projectId(), from.waveNumber(), position);
    }
  }
}
