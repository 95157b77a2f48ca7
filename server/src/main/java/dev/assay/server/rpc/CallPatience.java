package dev.assay.server.rpc;

import dev.assay.server.failure.DeadlinePassed;
import io.grpc.Context;
import io.grpc.Deadline;

/** Whether anybody still waits for the answer to a call. */
final class CallPatience {
  private final Context context;

  private CallPatience(Context context) {
    this.context = context;
  }

  /** That of the call that the current thread works for. */
  static CallPatience ofCurrentCall() {
    return new CallPatience(Context.current());
  }

  /** Throws {@link DeadlinePassed} when the caller has gone or the deadline has passed. */
  void check() {
    Deadline deadline = context.getDeadline();
    if (context.isCancelled() || (deadline != null && deadline.isExpired())) {
      throw new DeadlinePassed();
    }
  }
}
