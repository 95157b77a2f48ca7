package dev.assay.server.pool;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Votes;
import dev.assay.server.routing.RouteBook;
import dev.assay.server.routing.Routes;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.Adjudication;
import dev.assay.v1.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of one project as callers see them. */
final class ItemMessages {
  private final ProjectRow project;
  private final Strata strata;
  private final @Nullable ScoreColumns scores;
  private final float[] probabilities;
  private final boolean showsOutcome;

  ItemMessages(
      ProjectRow project, Strata strata, @Nullable ScoreColumns scores, boolean showsOutcome) {
    this.showsOutcome = showsOutcome;
    this.project = project;
    this.strata = strata;
    this.scores = scores;
    this.probabilities = new float[scores == null ? 0 : scores.classCount()];
  }

  /** The state of an item with that task. */
  static Item.State stateOf(@Nullable TaskRow task) {
    if (task == null) {
      return Item.State.STATE_UNLABELED;
    }
    return task.isSettled() ? Item.State.STATE_SETTLED : Item.State.STATE_IN_PROGRESS;
  }

  /** Whether callers see what has become of an item. */
  boolean showsOutcome() {
    return showsOutcome;
  }

  /** The item's task; null when it was never served, or when nothing of it is shown. */
  @Nullable TaskRow task(Tables tables, ItemRow row) {
    return showsOutcome ? tables.tasks().find(project.projectId(), row.ordinal()) : null;
  }

  Item message(Tables tables, ItemRow row, boolean withEmbedding) {
    return message(tables, row, task(tables, row), withEmbedding);
  }

  /**
   * @param task the item's, as {@link #task} gives it
   */
  Item message(Tables tables, ItemRow row, @Nullable TaskRow task, boolean withEmbedding) {
    Item.Builder item =
        Item.newBuilder()
            .setId(row.itemId())
            .putAllAttributes(row.attributes())
            .addAllRequiredTags(requiredTags(tables, row))
            .setState(showsOutcome ? stateOf(task) : Item.State.STATE_UNSPECIFIED)
            .setStratum(strata.nameOf(row.attributes(), row.ordinal(), scores))
            .setCreateTime(Timestamps.fromMillis(row.createdMillis()));
    if (row.priceMicros() != null) {
      item.setPriceMicros(row.priceMicros());
    }
    if (withEmbedding) {
      float[] embedding = tables.items().embedding(project.projectId(), row.ordinal());
      if (embedding != null) {
        addAll(embedding, item::addEmbedding);
      }
    }
    if (scores != null && scores.has(row.ordinal())) {
      scores.copyProbabilities(row.ordinal(), probabilities);
      addAll(probabilities, item::addProbabilities);
    }
    if (task != null) {
      item.setVoteCount(task.voteCount());
      VerdictRow sureness = tables.verdicts().find(project.projectId(), row.ordinal());
      if (sureness != null && task.verdict() != null) {
        item.setVerdictProbability(sureness.probability()).setVerdictTied(sureness.tied());
      } else if (task.verdict() != null) {
        item.setVerdictTied(isTiedByCount(tables, task));
      }
      if (task.verdict() != null) {
        item.setVerdict(LabelSpace.of(project.definition()).value(task.verdict()));
      }
    }
    return item.build();
  }

  private List<String> requiredTags(Tables tables, ItemRow row) {
    return row.route() == Routes.FREE
        ? List.of()
        : new RouteBook(tables, project.projectId()).tags(row.route());
  }

  /** Whether an answer that does not stand has as many votes, and none has more. */
  private static boolean isTiedByCount(Tables tables, TaskRow task) {
    if (task.agreementCount() == 0 || 2 * task.agreementCount() > task.voteCount()) {
      return false;
    }
    AdjudicationRow decision = tables.adjudications().find(task.projectId(), task.ordinal());
    if (decision != null && decision.state() == Adjudication.State.STATE_RESOLVED) {
      return false;
    }
    Votes votes = new Votes(tables.labels().answers(task.projectId(), task.ordinal()));
    return votes.texts().stream()
            .filter(answer -> !answer.equals(task.verdict()))
            .mapToInt(votes::count)
            .max()
            .orElse(0)
        == task.agreementCount();
  }

  @FunctionalInterface
  private interface Adder {
    Item.Builder add(float value);
  }

  private static void addAll(float[] values, Adder adder) {
    for (float value : values) {
      adder.add(value);
    }
  }
}
