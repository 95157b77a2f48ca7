package dev.assay.server.rpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One call as the transport has it: what it holds of the bytes in flight, counted before a message
 * is complete, and the way to end it whatever has yet to be sent.
 */
final class TransportCall extends ServerStreamTracer {
  static final Context.Key<TransportCall> KEY = Context.key("assay-transport-call");

  private final BytesInFlight all;
  private final AtomicLong inbound = new AtomicLong();
  private final AtomicLong outbound = new AtomicLong();
  private volatile Runnable onTooMuch = () -> {};
  private volatile Context.@Nullable CancellableContext context;

  private TransportCall(BytesInFlight all) {
    this.all = all;
  }

  /** Makes one for each call. */
  static Factory counting(BytesInFlight all) {
    return new Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new TransportCall(all);
      }
    };
  }

  @Override
  public Context filterContext(Context parent) {
    Context.CancellableContext own = parent.withValue(KEY, this).withCancellation();
    context = own;
    return own;
  }

  /** Says who ends the call when what arrives is too much. */
  void onTooMuch(Runnable refusal) {
    onTooMuch = refusal;
  }

  @Override
  public void inboundWireSize(long bytes) {
    all.take(bytes);
    if (inbound.addAndGet(bytes) > all.evenShare() && all.held() > all.limit()) {
      onTooMuch.run();
    }
  }

  /** What has arrived so far is done with. */
  void consumed() {
    all.give(inbound.getAndSet(0));
  }

  /** A message waits to be taken by the caller. */
  void sent(long bytes) {
    outbound.addAndGet(bytes);
    all.take(bytes);
  }

  /** The caller has taken what was sent. */
  void taken() {
    all.give(outbound.getAndSet(0));
  }

  /** Ends the call at once: an answer that its caller does not take could never end it. */
  void cut() {
    Context.CancellableContext own = context;
    if (own != null) {
      own.cancel(new TimeoutException("the caller did not read")); // gRPC resets the stream then
    }
  }

  @Override
  public void streamClosed(Status status) {
    consumed();
    taken();
    Context.CancellableContext own = context;
    if (own != null) {
      own.cancel(null);
    }
  }
}
