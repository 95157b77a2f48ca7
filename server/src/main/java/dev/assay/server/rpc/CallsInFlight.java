package dev.assay.server.rpc;

import dev.assay.server.failure.Overloaded;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Counts the calls of the contract that have begun and not ended, and refuses more than the limit.
 * Health and reflection are not counted: their streams may stay open for ever.
 */
final class CallsInFlight implements ServerInterceptor {
  private final int limit;
  private final IntPredicate makeRoom;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int count;

  /**
   * @param makeRoom ends one of the limit's calls, if there is one to be ended; whether it did
   */
  CallsInFlight(int limit, IntPredicate makeRoom) {
    this.limit = limit;
    this.makeRoom = makeRoom;
  }

  /** The calls in flight now. */
  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no call is in flight, at most for the timeout; whether it came to that. */
  boolean awaitNone(Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (count > 0 && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean enter() {
    lock.lock();
    try {
      if (count >= limit) {
        return false;
      }
      count++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      count--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (Infrastructure.owns(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    if (!enter() && !(makeRoom.test(limit) && enter())) {
      return Refusal.of(
          call, new Overloaded(limit, "calls are in flight", CallExecutors.RETRY_MILLIS));
    }
    boolean started = false;
    try {
      ServerCall.Listener<Q> listener = new Leaving<>(next.startCall(call, headers));
      started = true;
      return listener;
    } finally {
      if (!started) {
        leave();
      }
    }
  }

  /**
   * Leaves once, when the transport says that the call is over: its answer was sent, or nobody
   * waits.
   */
  private final class Leaving<Q> extends SimpleForwardingServerCallListener<Q> {
    private final AtomicBoolean left = new AtomicBoolean();

    Leaving(ServerCall.Listener<Q> listener) {
      super(listener);
    }

    @Override
    public void onComplete() {
      try {
        super.onComplete();
      } finally {
        leaveOnce();
      }
    }

    @Override
    public void onCancel() {
      try {
        super.onCancel();
      } finally {
        leaveOnce();
      }
    }

    private void leaveOnce() {
      if (left.compareAndSet(false, true)) {
        leave();
      }
    }
  }
}
