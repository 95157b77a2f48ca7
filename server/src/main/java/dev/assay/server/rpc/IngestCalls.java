package dev.assay.server.rpc;

import com.google.protobuf.Message;
import dev.assay.server.request.Ingest;
import dev.assay.server.request.Rpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs calls that bring a stream: the next message is asked for when the one before is stored. */
final class IngestCalls {
  private final CallExecutors executors;

  IngestCalls(CallExecutors executors) {
    this.executors = executors;
  }

  <Q extends Message, R extends Message> StreamObserver<Q> receive(
      Rpc<Q, R> rpc, Ingest<Q, R> ingest, StreamObserver<R> observer) {
    ServerCallStreamObserver<R> out = (ServerCallStreamObserver<R>) observer;
    Receiver<Q, R> receiver = new Receiver<>(rpc, ingest, out, executors.ingests());
    out.disableAutoRequest();
    out.setOnCancelHandler(receiver::breakOff);
    out.request(1);
    return receiver;
  }

  /**
   * One stream. At most one of accept, finish and abandon runs at any time: the end of the stream
   * and its breaking off, which the transport may report while a message is being stored, wait for
   * that.
   */
  private static final class Receiver<Q extends Message, R extends Message>
      implements StreamObserver<Q> {
    private final Rpc<Q, R> rpc;
    private final Ingest<Q, R> ingest;
    private final ServerCallStreamObserver<R> out;
    private final Executor executor;
    private boolean busy;
    private boolean ended;
    private boolean broken;
    private boolean over;

    Receiver(
        Rpc<Q, R> rpc, Ingest<Q, R> ingest, ServerCallStreamObserver<R> out, Executor executor) {
      this.rpc = rpc;
      this.ingest = ingest;
      this.out = out;
      this.executor = executor;
    }

    @Override
    public void onNext(Q message) {
      synchronized (this) {
        if (over || broken) {
          return;
        }
        busy = true;
      }
      CallRecord.noteSubject(rpc, message);
      executor.execute(() -> accept(message));
    }

    private void accept(Q message) {
      CompletableFuture<Void> stored;
      try {
        stored = ingest.accept(message);
      } catch (RuntimeException | Error e) {
        stored = CompletableFuture.failedFuture(e);
      }
      var unused = stored.whenComplete((nothing, thrown) -> accepted(thrown));
    }

    private void accepted(@Nullable Throwable thrown) {
      if (thrown != null) {
        fail(thrown);
        return;
      }
      synchronized (this) {
        busy = false;
      }
      if (!goOn()) {
        out.request(1);
      }
    }

    @Override
    public void onCompleted() {
      synchronized (this) {
        ended = true;
      }
      goOn();
    }

    @Override
    public void onError(Throwable thrown) {
      breakOff();
    }

    void breakOff() {
      synchronized (this) {
        broken = true;
      }
      goOn();
    }

    /** Finishes or abandons the stream where its time has come; whether it is over. */
    private boolean goOn() {
      boolean finish;
      synchronized (this) {
        if (busy || over || !(ended || broken)) {
          return busy || over;
        }
        over = true;
        busy = true;
        finish = !broken;
      }
      executor.execute(finish ? this::finish : ingest::abandon);
      return true;
    }

    private void finish() {
      CompletableFuture<R> response;
      try {
        response = ingest.finish();
      } catch (RuntimeException | Error e) {
        response = CompletableFuture.failedFuture(e);
      }
      var unused =
          response.whenComplete(
              (answer, thrown) -> {
                if (thrown == null) {
                  out.onNext(answer);
                  out.onCompleted();
                } else {
                  fail(thrown);
                }
              });
    }

    private void fail(Throwable thrown) {
      synchronized (this) {
        over = true;
      }
      out.onError(StatusMapper.toStatus(rpc.name(), thrown));
      ingest.abandon();
    }
  }
}
