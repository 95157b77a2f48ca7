package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Fingerprint;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.RequestKey;
import dev.assay.server.request.Violations;

/**
 * What the header of a stream says of it: where it is remembered, and which streams it cannot be.
 *
 * @param fingerprint of the method and the header
 */
record StreamHeader(String projectName, String requestId, ByteString fingerprint) {

  static StreamHeader of(String method, String projectName, String requestId, Message header) {
    return new StreamHeader(projectName, requestId, Fingerprint.of(method, header));
  }

  /** Whether a request can be remembered by it at all. */
  boolean isValid() {
    Violations violations = new Violations();
    FieldRules.requestId(requestId, "request_id", violations);
    ProjectNames.check(projectName, "project", violations);
    return violations.isEmpty();
  }

  RequestKey key() {
    return new RequestKey(ProjectNames.id(projectName), requestId);
  }
}
