package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The server found a fault of its own. */
public final class InternalFault extends Failure {
  private static final long serialVersionUID = 1L;

  public InternalFault(String incidentId, Throwable cause) {
    super(
        ErrorReason.ERROR_REASON_INTERNAL_FAULT,
        Code.INTERNAL,
        "internal fault " + incidentId + "; the server's log has an event of that id",
        Map.of("incident_id", incidentId),
        cause);
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
