package dev.assay.server.rpc;

import dev.assay.server.failure.Failure;
import dev.assay.server.failure.InternalFault;
import dev.assay.server.failure.OutOfMemory;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what was thrown becomes a status. A {@link Failure} brings its own; anything
 * else is a fault of the server, of which the caller learns an incident id and the log the rest.
 */
final class StatusMapper {
  private static final Logger LOG = LoggerFactory.getLogger(StatusMapper.class);
  private static final int INCIDENT_ID_LENGTH = 8;

  private StatusMapper() {}

  /**
   * @param method the RPC, for the log
   */
  static StatusRuntimeException toStatus(String method, Throwable thrown) {
    OutOfMemory.endIf(thrown);
    Throwable cause = unwrap(thrown);
    Failure failure;
    if (cause instanceof Failure refusal) {
      failure = refusal;
      if (refusal.getCause() != null) {
        LOG.atError()
            .setCause(refusal.getCause())
            .addKeyValue("method", method)
            .log("event=failure");
      }
    } else {
      String incidentId = UUID.randomUUID().toString().substring(0, INCIDENT_ID_LENGTH);
      failure = new InternalFault(incidentId, cause);
      LOG.atError()
          .setCause(cause)
          .addKeyValue("method", method)
          .addKeyValue("incident_id", incidentId)
          .log("event=internal_fault");
    }
    return StatusProto.toStatusRuntimeException(failure.status());
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
