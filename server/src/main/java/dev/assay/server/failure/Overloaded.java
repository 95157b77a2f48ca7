package dev.assay.server.failure;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** As much waits, or is in flight, as the server is configured for. */
public final class Overloaded extends Failure {
  private static final long serialVersionUID = 1L;

  public Overloaded(int limit, long retryMillis) {
    this(limit, "requests wait for the store", retryMillis);
  }

  /**
   * @param what there is already so much of, in words that follow a number
   */
  public Overloaded(long limit, String what, long retryMillis) {
    super(
        ErrorReason.ERROR_REASON_OVERLOADED,
        Code.UNAVAILABLE,
        limit + " " + what + " already; try again after the retry delay",
        Map.of("limit", Long.toString(limit)),
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(retryMillis)).build());
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
