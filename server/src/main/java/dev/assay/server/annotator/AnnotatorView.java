package dev.assay.server.annotator;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;

/** Stored annotators as the contract shows them. */
final class AnnotatorView {
  private AnnotatorView() {}

  static Annotator of(ProjectRow project, AnnotatorRow row) {
    Annotator.Builder annotator =
        Annotator.newBuilder()
            .setProject(ProjectNames.name(project.name()))
            .setAnnotatorId(row.annotatorId())
            .setDailyLimit(row.dailyLimit())
            .addAllTags(row.tags())
            .setItemLimit(row.itemLimit())
            .setRegistered(row.registered())
            .setState(row.standing().state())
            .setStateReason(row.standing().reason())
            .setStateTime(Timestamps.fromMillis(row.standing().sinceMillis()))
            .setGoldCount(row.gold().count())
            .setGoldCorrectCount(row.gold().correctCount())
            .setEtag(etag(row))
            .setCreateTime(Timestamps.fromMillis(row.createdMillis()))
            .setUpdateTime(Timestamps.fromMillis(row.updatedMillis()));
    if (row.labeler()) {
      annotator.addRoles(AnnotatorRole.ANNOTATOR_ROLE_LABELER);
    }
    if (row.adjudicator()) {
      annotator.addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR);
    }
    Long priceMicros = row.priceMicros();
    if (priceMicros != null) {
      annotator.setPriceMicros(priceMicros);
    }
    return annotator.build();
  }

  /** Refuses an etag that is given and is not the stored one. */
  static void requireEtag(String given, AnnotatorRow row) {
    if (!given.isEmpty() && !given.equals(etag(row))) {
      throw new EtagMismatch(given, etag(row));
    }
  }

  private static String etag(AnnotatorRow row) {
    return Long.toString(row.revision());
  }
}
