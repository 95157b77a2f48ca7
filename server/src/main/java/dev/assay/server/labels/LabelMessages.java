package dev.assay.server.labels;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.store.LabelRow;
import dev.assay.v1.Label;

/** Stored votes as the contract has them. */
final class LabelMessages {
  private LabelMessages() {}

  static Label of(LabelRow row, LabelSpace space) {
    Label.Builder label =
        Label.newBuilder()
            .setItemId(row.itemId())
            .setAnnotatorId(row.annotatorId())
            .setValue(space.value(row.answer()))
            .setFunding(row.funding())
            .setChargedMicros(row.chargedMicros())
            .setSubmitTime(Timestamps.fromMillis(row.createdMillis()));
    Long labelingMillis = row.labelingMillis();
    if (labelingMillis != null) {
      label.setLabelingDuration(Durations.fromMillis(labelingMillis));
    }
    return label.build();
  }
}
