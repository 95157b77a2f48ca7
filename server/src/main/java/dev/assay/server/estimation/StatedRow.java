package dev.assay.server.estimation;

import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateRow;

/** A number of an answer, beside what it is about. */
record StatedRow(EstimateRow about, StatedEstimate estimate) {
  EstimateRow with(Estimate stated) {
    return about.toBuilder().setEstimate(stated).build();
  }
}
