package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** A call waited longer for its caller than it may. */
public final class CallerSilent extends Failure {
  private static final long serialVersionUID = 1L;

  public CallerSilent(long waitedMillis) {
    super(
        ErrorReason.ERROR_REASON_CALLER_SILENT,
        Code.DEADLINE_EXCEEDED,
        "nothing came from the caller for "
            + waitedMillis
            + " ms; send the request at once, or the next message of a stream in time",
        Map.of("waited_millis", Long.toString(waitedMillis)));
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
