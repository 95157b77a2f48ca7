package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.request.Fingerprint;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a PutScores stream means to the project.
 *
 * @param fingerprint of the header: a stream that repeats it is the same
 * @param completes whether the model version was the published one when the stream began
 * @param remembered the answer to the stream where it was published before
 */
record ScoreStream(
    PutScoresHeader header,
    ByteString fingerprint,
    ProjectRow project,
    ScoreShape shape,
    boolean completes,
    @Nullable PutScoresResponse remembered) {

  /**
   * Looks the header's project and request up.
   *
   * @throws dev.assay.server.failure.Failure when the stream cannot be taken
   */
  static ScoreStream open(Tables tables, PutScoresHeader header) {
    ProjectRow project = Projects.require(tables, header.getProject());
    ByteString fingerprint = Fingerprint.of("PutScores", header);
    ScoreShape shape =
        ScoreShape.of(project.definition().getLabelSchema(), header.getEnsembleSize());
    PutScoresResponse remembered = remembered(tables, header, fingerprint);
    if (remembered != null) {
      return new ScoreStream(header, fingerprint, project, shape, false, remembered);
    }
    Projects.requireActive(tables, header.getProject());
    ProgressRow progress = tables.progress().get(project.projectId());
    boolean completes = ScoreHeaders.base(tables, progress, header) != null;
    return new ScoreStream(header, fingerprint, project, shape, completes, null);
  }

  /** The answer to an equal stream that was published before, or null. */
  @Nullable PutScoresResponse remembered(Tables tables) {
    return remembered(tables, header, fingerprint);
  }

  private static @Nullable PutScoresResponse remembered(
      Tables tables, PutScoresHeader header, ByteString fingerprint) {
    RequestRow row =
        tables.requests().find(ProjectNames.id(header.getProject()), header.getRequestId());
    if (row == null) {
      return null;
    }
    if (!row.fingerprint().equals(fingerprint)) {
      throw new RequestIdReused(header.getRequestId());
    }
    try {
      return PutScoresResponse.parseFrom(row.response());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "the remembered answer to request " + header.getRequestId() + " cannot be read", e);
    }
  }

  /** Remembers the answer, in the transaction that makes it true. */
  RequestRow toRemember(PutScoresResponse response, long nowMillis) {
    return new RequestRow(
        ProjectNames.id(header.getProject()),
        header.getRequestId(),
        fingerprint,
        false,
        response.toByteString(),
        nowMillis);
  }

  /** The score set that the stream's rows are put into. */
  ScoreSetRow unpublished() {
    return new ScoreSetRow(
        0,
        project.projectId(),
        header.getModelVersion(),
        0,
        null,
        false,
        shape.classCount(),
        shape.ensembleSize(),
        0,
        0,
        0,
        0,
        0,
        header.getRequestId());
  }
}
