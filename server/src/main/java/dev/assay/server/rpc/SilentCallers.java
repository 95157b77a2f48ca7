package dev.assay.server.rpc;

import dev.assay.server.config.ServerConfig;
import dev.assay.server.failure.CallerSilent;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.ShuttingDown;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls that wait too long for their callers, so that nobody holds a place among the calls in
 * flight by doing nothing. While the server drains it waits for {@link #DRAIN_PATIENCE} only, and
 * where every place is taken the call that has waited longest gives up its own.
 */
final class SilentCallers implements ServerInterceptor, AutoCloseable {
  /** How long a caller may be silent while the server drains. */
  static final Duration DRAIN_PATIENCE = Duration.ofSeconds(1);

  /** A caller who has been silent for less keeps the place when all are taken. */
  static final Duration FULL_PATIENCE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SilentCallers.class);
  private static final long LOOK_MILLIS = 100;
  private static final int MAX_TRIES = 10;

  private final long requestNanos;
  private final long streamNanos;
  private final Supplier<Overloaded> tooMuch;
  private final LongSupplier nanoClock;
  private final Set<WatchedCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "assay-silent-callers");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean draining;

  /**
   * @param tooMuch the refusal of a request that there is no room for
   */
  SilentCallers(ServerConfig.Calls limits, Supplier<Overloaded> tooMuch, LongSupplier nanoClock) {
    this.requestNanos = limits.requestTimeout().toNanos();
    this.streamNanos = limits.streamTimeout().toNanos();
    this.tooMuch = tooMuch;
    this.nanoClock = nanoClock;
  }

  void start() {
    var unused =
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** From now on silence is not waited for. */
  void drain() {
    draining = true;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  /** Takes its place from the call that has waited longest for its caller; whether there is one. */
  boolean makeRoom(int limit) {
    Failure failure = new Overloaded(limit, "calls are in flight", CallExecutors.RETRY_MILLIS);
    WatchedCall<?, ?> call = longestSilent();
    for (int i = 0; call != null && i < MAX_TRIES; i++) {
      if (call.end(failure)) {
        call.tellHandler(); // the place is given up before the transport has sent the refusal
        return true;
      }
      call = longestSilent(); // what it waited for came meanwhile
    }
    return false;
  }

  private @Nullable WatchedCall<?, ?> longestSilent() {
    WatchedCall<?, ?> longest = null;
    long most = FULL_PATIENCE.toNanos();
    for (WatchedCall<?, ?> call : calls) {
      long silent = call.unsentNanos();
      if (silent >= most) {
        most = silent;
        longest = call;
      }
    }
    return longest;
  }

  private void look() {
    for (WatchedCall<?, ?> call : calls) {
      try {
        look(call);
      } catch (RuntimeException e) {
        LOG.error("event=silent_caller_kept", e); // the others are looked at all the same
      }
    }
  }

  private void look(WatchedCall<?, ?> call) {
    long unsent = call.unsentNanos();
    if (draining && unsent >= DRAIN_PATIENCE.toNanos()) {
      call.end(new ShuttingDown(DrainGate.RETRY_MILLIS));
    } else if (unsent >= (call.hasOneRequest() ? requestNanos : streamNanos)) {
      call.end(new CallerSilent(TimeUnit.NANOSECONDS.toMillis(unsent)));
    } else if (call.unreadNanos() >= (draining ? DRAIN_PATIENCE.toNanos() : streamNanos)) {
      call.drop();
    }
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    TransportCall transport = TransportCall.KEY.get();
    WatchedCall<Q, R> watched = new WatchedCall<>(call, transport, nanoClock);
    if (transport != null) {
      transport.onTooMuch(() -> watched.end(tooMuch.get()));
    }
    calls.add(watched);
    boolean started = false;
    try {
      ServerCall.Listener<Q> handler = next.startCall(watched, headers);
      watched.handledBy(handler);
      started = true;
      return new Listening<>(watched, handler);
    } finally {
      if (!started) {
        calls.remove(watched);
      }
    }
  }

  /** Hands on what comes, until the call was ended. */
  private final class Listening<Q> extends SimpleForwardingServerCallListener<Q> {
    private final WatchedCall<Q, ?> call;

    Listening(WatchedCall<Q, ?> call, ServerCall.Listener<Q> handler) {
      super(handler);
      this.call = call;
    }

    private void hand(Runnable event) {
      if (call.enter()) {
        try {
          event.run();
        } finally {
          call.leave();
        }
      }
    }

    @Override
    public void onMessage(Q message) {
      call.received();
      hand(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      call.completed();
      hand(super::onHalfClose);
    }

    @Override
    public void onReady() {
      call.ready();
      hand(super::onReady);
    }

    @Override
    public void onComplete() {
      calls.remove(call);
      hand(super::onComplete);
      call.tellHandler();
    }

    @Override
    public void onCancel() {
      calls.remove(call);
      hand(super::onCancel);
      call.tellHandler();
    }
  }
}
