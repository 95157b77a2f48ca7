package dev.assay.server.labels;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.answer.Answer;
import dev.assay.server.store.LabelRow;
import dev.assay.v1.Label;
import dev.assay.v1.LabelSchema;

/** Stored votes as the contract has them. */
final class LabelMessages {
  private LabelMessages() {}

  static Label of(LabelRow row, LabelSchema schema) {
    Label.Builder label =
        Label.newBuilder()
            .setItemId(row.itemId())
            .setAnnotatorId(row.annotatorId())
            .setValue(Answer.parse(row.answer()).toLabelValue(schema))
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
