package dev.assay.server.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One event for each call when it is over: method, code, reason, duration and project. Nothing that
 * a caller wrote but the project's name, no label and no token.
 */
final class RequestLog implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallRecord record = new CallRecord();
    Entry<Q, R> entry = new Entry<>(call, record, Context.current().getDeadline());
    Context context = Context.current().withValue(CallRecord.KEY, record);
    ServerCall.Listener<Q> listener = Contexts.interceptCall(context, entry, headers, next);
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onComplete() {
        super.onComplete();
        entry.log();
      }

      @Override
      public void onCancel() {
        super.onCancel();
        entry.cancelled();
      }
    };
  }

  /** Notes how the call was closed. */
  private static final class Entry<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final CallRecord record;
    private final @Nullable Deadline deadline;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean logged = new AtomicBoolean();
    private volatile Status.Code code = Status.Code.UNKNOWN;
    private volatile String reason = "";

    Entry(ServerCall<Q, R> call, CallRecord record, @Nullable Deadline deadline) {
      super(call);
      this.record = record;
      this.deadline = deadline;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      code = status.getCode();
      reason = reasonOf(status, trailers);
      super.close(status, trailers);
    }

    void cancelled() {
      boolean late = deadline != null && deadline.isExpired();
      code = late ? Status.Code.DEADLINE_EXCEEDED : Status.Code.CANCELLED;
      log();
    }

    void log() {
      if (!logged.compareAndSet(false, true)) {
        return;
      }
      boolean quiet = Infrastructure.owns(getMethodDescriptor());
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
      LOG.atLevel(quiet ? Level.DEBUG : Level.INFO)
          .addKeyValue("method", getMethodDescriptor().getFullMethodName())
          .addKeyValue("code", code)
          .addKeyValue("reason", reason)
          .addKeyValue("millis", micros / 1000.0)
          .addKeyValue("project", record.project())
          .log("event=call");
    }

    private static String reasonOf(Status status, Metadata trailers) {
      com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
      if (status.isOk() || details == null) {
        return "";
      }
      try {
        for (Any detail : details.getDetailsList()) {
          if (detail.is(ErrorInfo.class)) {
            return detail.unpack(ErrorInfo.class).getReason();
          }
        }
        return "";
      } catch (InvalidProtocolBufferException e) {
        return "";
      }
    }
  }
}
