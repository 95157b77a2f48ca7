package dev.assay.server.failure;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** More requests wait for the store than the server is configured for. */
public final class Overloaded extends Failure {
  private static final long serialVersionUID = 1L;

  public Overloaded(int limit, long retryMillis) {
    super(
        ErrorReason.ERROR_REASON_OVERLOADED,
        Code.UNAVAILABLE,
        limit + " requests wait for the store already; try again after the retry delay",
        Map.of("limit", Integer.toString(limit)),
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(retryMillis)).build());
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
