package dev.assay.server.rpc;

import com.google.protobuf.Message;
import dev.assay.server.request.Export;
import dev.assay.server.request.Rpc;
import dev.assay.server.request.Violations;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs calls that answer with a stream, no faster than the reader takes it. */
final class ExportCalls {
  private final CallExecutors executors;

  ExportCalls(CallExecutors executors) {
    this.executors = executors;
  }

  <Q extends Message, R extends Message> void send(
      Rpc<Q, R> rpc, Export<Q, R> export, Q request, StreamObserver<R> observer) {
    ServerCallStreamObserver<R> out = (ServerCallStreamObserver<R>) observer;
    Sender<Q, R> sender =
        new Sender<>(rpc.name(), export, request, out, CallDeadline.ofCurrentCall());
    CallRecord.noteSubject(rpc, request);
    out.setOnCancelHandler(() -> {}); // the sender looks before each part
    out.setOnReadyHandler(sender::wake);
    try {
      Violations violations = new Violations();
      rpc.fields().check(request, violations);
      export.validate(request, violations);
      violations.throwIfAny();
    } catch (RuntimeException | Error e) {
      sender.fail(e);
      return;
    }
    sender.wake();
  }

  /**
   * Sends parts while the transport takes them, each in its turn among those that read much, then
   * gives its thread back until it is woken. It is on the executor at most once at any time: {@code
   * wakes} counts the reasons to run that have not been served, and only the first one submits.
   */
  private final class Sender<Q extends Message, R extends Message> implements Runnable {
    private final String method;
    private final Export<Q, R> export;
    private final Q request;
    private final ServerCallStreamObserver<R> out;
    private final CallDeadline deadline;
    private final AtomicInteger wakes = new AtomicInteger();
    private Export.@Nullable Cursor<R> cursor;
    private boolean over;

    Sender(
        String method,
        Export<Q, R> export,
        Q request,
        ServerCallStreamObserver<R> out,
        CallDeadline deadline) {
      this.method = method;
      this.export = export;
      this.request = request;
      this.out = out;
      this.deadline = deadline;
    }

    void wake() {
      if (wakes.getAndIncrement() == 0) {
        try {
          executors.scans().execute(this);
        } catch (RejectedExecutionException e) {
          fail(executors.queueFull());
        }
      }
    }

    @Override
    public void run() {
      int served = wakes.get();
      while (served != 0) {
        if (sendPart()) {
          if (toTheEndOfTheQueue()) {
            return; // wakes is left above 0: nobody else submits it
          }
        } else {
          served = wakes.addAndGet(-served);
        }
      }
    }

    /** Sends one part if the caller takes it; whether another should follow. */
    private boolean sendPart() {
      if (over || out.isCancelled()) {
        return false;
      }
      try {
        if (cursor == null) {
          deadline.check();
          cursor = export.open(request);
        }
        if (!out.isReady()) {
          return false;
        }
        if (executors.bytes().isFull()) {
          executors.bytes().whenRoom(this::wake);
          return false;
        }
        R part = cursor.next();
        if (part == null) {
          over = true;
          out.onCompleted();
          return false;
        }
        out.onNext(part);
        return true;
      } catch (RuntimeException | Error e) {
        fail(e);
        return false;
      }
    }

    /** Lets others come between two parts, unless too many of them wait. */
    private boolean toTheEndOfTheQueue() {
      try {
        executors.scans().execute(this);
        return true;
      } catch (RejectedExecutionException e) {
        return false;
      }
    }

    private void fail(Throwable thrown) {
      over = true;
      out.onError(StatusMapper.toStatus(method, thrown));
    }
  }
}
