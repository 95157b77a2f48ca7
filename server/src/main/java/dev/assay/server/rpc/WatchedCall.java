package dev.assay.server.rpc;

import dev.assay.server.failure.Failure;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that knows since when it waits for its caller: for the request, for the next message of a
 * stream, or for an answer to be taken. It can be ended while it does, and only then, so that
 * nothing else happens in the call meanwhile.
 */
final class WatchedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private static final long NEVER = -1;

  private final @Nullable TransportCall transport;
  private final LongSupplier nanoClock;
  private Listener<Q> handler = new Listener<>() {};
  private int wanted;
  private int busy;
  private boolean complete;
  private boolean closed;
  private boolean over;
  private boolean told;
  private long wantedSince;
  private boolean isUnread;
  private long unreadSince;

  /**
   * @param transport null where the transport counts nothing
   */
  WatchedCall(ServerCall<Q, R> call, @Nullable TransportCall transport, LongSupplier nanoClock) {
    super(call);
    this.transport = transport;
    this.nanoClock = nanoClock;
  }

  /** Says who handles the call: it is told of an end as if the caller had gone. */
  void handledBy(Listener<Q> listener) {
    synchronized (this) {
      handler = listener;
    }
  }

  /** Whether the caller sends one message, and no stream of them. */
  boolean hasOneRequest() {
    return getMethodDescriptor().getType().clientSendsOneMessage();
  }

  /** For how long it has waited for the caller to send; negative when it does not. */
  synchronized long unsentNanos() {
    boolean waits = wanted > 0 && busy == 0 && !complete && !closed && !over;
    return waits ? nanoClock.getAsLong() - wantedSince : NEVER;
  }

  /** For how long it has waited for the caller to take what was sent; negative when it does not. */
  synchronized long unreadNanos() {
    return isUnread && !over ? nanoClock.getAsLong() - unreadSince : NEVER;
  }

  /** Ends the call if it waits for the caller to send; whether it did. */
  boolean end(Failure failure) {
    synchronized (this) {
      if (unsentNanos() < 0) {
        return false;
      }
      over = true;
    }
    Refusal.close(delegate(), failure);
    return true;
  }

  /** Tells the handler of a call that was ended, once, that its caller has gone. */
  void tellHandler() {
    Listener<Q> listener;
    synchronized (this) {
      if (!over || told) {
        return;
      }
      told = true;
      listener = handler;
    }
    listener.onCancel();
  }

  /** Drops what the caller does not take: no answer could reach it. */
  void drop() {
    if (transport != null) {
      transport.cut();
    }
  }

  /** Begins to hand something to the handler; false when the call is over. */
  synchronized boolean enter() {
    busy += over ? 0 : 1;
    return !over;
  }

  synchronized void leave() {
    busy--;
  }

  synchronized void received() {
    wanted--;
  }

  synchronized void completed() {
    complete = true;
  }

  /** What was sent has been taken. */
  void ready() {
    synchronized (this) {
      isUnread = closed;
    }
    if (transport != null) {
      transport.taken();
    }
  }

  @Override
  public void request(int count) {
    synchronized (this) {
      wanted += count;
      wantedSince = nanoClock.getAsLong();
    }
    if (transport != null) {
      transport.consumed();
    }
    super.request(count);
  }

  @Override
  public void sendMessage(R message) {
    if (transport != null) {
      transport.sent(size(message));
    }
    super.sendMessage(message);
    if (isReady()) {
      ready();
    } else {
      unread();
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    synchronized (this) {
      if (over) {
        return;
      }
      closed = true;
    }
    unread();
    super.close(status, trailers);
  }

  private synchronized void unread() {
    if (!isUnread) {
      isUnread = true;
      unreadSince = nanoClock.getAsLong();
    }
  }

  /** Messages are streams here whose length is known. */
  private static long size(Object message) {
    try {
      return message instanceof InputStream stream ? stream.available() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
