package dev.assay.server.pool;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Violations;
import dev.assay.v1.OnError;

/** What the streams into the pool have in common. */
final class StreamRules {
  /** The most records of one chunk. */
  static final int MAX_CHUNK_RECORDS = 10_000;

  private StreamRules() {}

  /** Checks the fields that every header has. */
  static void checkHeader(
      String requestId, String project, OnError onError, Violations violations) {
    FieldRules.requestId(requestId, "header.request_id", violations);
    ProjectNames.check(project, "header.project", violations);
    violations.require(
        onError != OnError.UNRECOGNIZED, "header.on_error", "must be STOP or CONTINUE");
  }

  /**
   * Checks the number of records of one chunk.
   *
   * @throws InvalidRequest when the chunk cannot be taken
   */
  static void checkChunkSize(int records, String field) {
    if (records < 1 || records > MAX_CHUNK_RECORDS) {
      throw new InvalidRequest(field, "must hold 1 to " + MAX_CHUNK_RECORDS + " records");
    }
  }

  static InvalidRequest headerMissing() {
    return new InvalidRequest("header", "must be the first message of the stream");
  }

  static InvalidRequest headerRepeated() {
    return new InvalidRequest("header", "must be the first message of the stream and only that");
  }

  static InvalidRequest payloadMissing() {
    return new InvalidRequest("payload", "must be a header or a chunk");
  }
}
