package dev.assay.server.failure;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The server is draining and takes no new work. */
public final class ShuttingDown extends Failure {
  private static final long serialVersionUID = 1L;

  public ShuttingDown(long retryMillis) {
    super(
        ErrorReason.ERROR_REASON_SHUTTING_DOWN,
        Code.UNAVAILABLE,
        "the server is shutting down; try again after the retry delay",
        Map.of(),
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(retryMillis)).build());
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
