package dev.assay.server.rpc;

import dev.assay.server.failure.DeadlinePassed;
import io.grpc.Context;
import io.grpc.Deadline;

/** The deadline of a call, and whether its caller has cancelled it. */
final class CallDeadline {
  private final Context context;

  private CallDeadline(Context context) {
    this.context = context;
  }

  /** That of the call that the current thread works for. */
  static CallDeadline ofCurrentCall() {
    return new CallDeadline(Context.current());
  }

  /** Throws {@link DeadlinePassed} when the caller has gone or the deadline has passed. */
  void check() {
    Deadline deadline = context.getDeadline();
    if (context.isCancelled() || (deadline != null && deadline.isExpired())) {
      throw new DeadlinePassed();
    }
  }
}
