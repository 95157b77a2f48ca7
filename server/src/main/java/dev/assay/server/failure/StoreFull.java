package dev.assay.server.failure;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The store's disk is full. The change was not applied. */
public final class StoreFull extends Failure {
  private static final long serialVersionUID = 1L;

  /** What a caller is told to wait: somebody must make room first. */
  private static final long RETRY_MILLIS = 1_000;

  public StoreFull() {
    super(
        ErrorReason.ERROR_REASON_STORE_FULL,
        Code.UNAVAILABLE,
        "the store's disk is full and this change was not applied; repeat the call with the same"
            + " request_id when there is room (of a stream, what was stored before is not stored"
            + " twice)",
        Map.of(),
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(RETRY_MILLIS)).build());
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
