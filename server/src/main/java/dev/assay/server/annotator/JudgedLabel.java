package dev.assay.server.annotator;

import dev.assay.server.store.LabelRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Funding;
import dev.assay.v1.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A label beside the verdict on its item.
 *
 * @param verdict the verdict, or null where it says nothing about the label: there is none, nobody
 *     else voted, or the label is no vote
 */
record JudgedLabel(LabelRow label, @Nullable String verdict) {

  static JudgedLabel of(Tables tables, LabelRow label) {
    boolean isVote =
        label.slice() != Slice.SLICE_GOLD
            && label.slice() != Slice.SLICE_ADJUDICATE
            && label.funding() == Funding.FUNDING_FUNDED;
    TaskRow task = isVote ? tables.tasks().find(label.projectId(), label.ordinal()) : null;
    boolean says =
        task != null
            && task.verdict() != null
            && tables.labels().answers(label.projectId(), label.ordinal()).size() > 1;
    return new JudgedLabel(label, says && task != null ? task.verdict() : null);
  }

  boolean agrees() {
    return label.answer().equals(verdict);
  }
}
