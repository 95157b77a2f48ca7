package dev.assay.server.adjudication;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Adjudication;
import java.util.Objects;

/** Stored adjudications as the contract shows them. */
final class AdjudicationView {
  private AdjudicationView() {}

  static Adjudication of(Tables tables, ProjectRow project, AdjudicationRow row, long nowMillis) {
    LabelSpace space = LabelSpace.of(project.definition());
    Adjudication.Builder adjudication =
        Adjudication.newBuilder()
            .setItemId(
                Objects.requireNonNull(tables.items().find(row.projectId(), row.ordinal()))
                    .itemId())
            .setState(row.state())
            .addAllReasons(AdjudicationEvents.reasons(row))
            .setNote(row.note())
            .setRound(row.rounds())
            .setValue(row.value())
            .setEscalated(
                row.isPending()
                    && row.createdMillis()
                        <= nowMillis - AdjudicationQueue.escalationMillis(project))
            .setAdjudicatorId(row.annotatorId())
            .setCreateTime(Timestamps.fromMillis(row.createdMillis()));
    TaskRow task = tables.tasks().find(row.projectId(), row.ordinal());
    if (task != null && task.verdict() != null) {
      adjudication.setVerdict(space.value(task.verdict()));
    }
    tables
        .labels()
        .answers(row.projectId(), row.ordinal())
        .forEach(text -> adjudication.addVotes(space.value(text)));
    Long closedMillis = row.closedMillis();
    if (closedMillis != null) {
      adjudication.setCloseTime(Timestamps.fromMillis(closedMillis));
    }
    return adjudication.build();
  }
}
