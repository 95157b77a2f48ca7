package dev.assay.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Sends the messages of a client stream, each only when the connection can take it: what the
 * caller's source yields is held for no longer than that, so memory is bounded by a chunk or two
 * whatever the size of the source and however slow the server.
 *
 * <p>A call that the server ends before all was sent is over: it has been refused.
 */
final class Upload<Q, R> {
  private final ClientCall<Q, R> call;
  private final SingleAnswer<R> answer;
  private final Chunks<Q> chunks;
  private final Meter meter;

  Upload(Rpc rpc, MethodDescriptor<Q, R> method, Chunks<Q> chunks, PutOptions options) {
    AttemptLog attempts = new AttemptLog();
    this.call = rpc.newStream(method, options.deadline(), attempts);
    this.answer = new SingleAnswer<>(attempts);
    this.chunks = chunks;
    this.meter = new Meter(options.progress());
  }

  /** Sends all on the calling thread and waits for the answer. */
  R send() {
    start();
    try {
      boolean more = true;
      while (more && answer.awaitReady(call)) {
        more = sendNext();
      }
      return answer.await();
    } catch (InterruptedException interruption) {
      call.cancel("the calling thread was interrupted", interruption);
      Thread.currentThread().interrupt();
      throw FailureReader.interrupted(interruption);
    } catch (AssayException ended) {
      throw ended;
    } catch (RuntimeException | Error failed) {
      call.cancel("the upload failed on the client", failed);
      throw failed;
    }
  }

  /** Sends from the client's executor, whenever the connection can take more. */
  CompletableFuture<R> sendAsync() {
    CancellableFuture<R> future = new CancellableFuture<>(call);
    answer.whenReady(new Pump(future));
    answer.whenClosed(() -> answer.complete(future, Function.identity()));
    start();
    return future;
  }

  private void start() {
    call.start(answer, new Metadata());
    call.request(1);
  }

  /** Sends the next message, or says that there is none; returns whether there was one. */
  private boolean sendNext() {
    Chunk<Q> chunk = chunks.next();
    if (chunk == null) {
      call.halfClose();
      return false;
    }
    call.sendMessage(chunk.message());
    meter.sent(chunk);
    return true;
  }

  /** Runs on one thread at a time: gRPC calls a listener serially. */
  private final class Pump implements Runnable {
    private final CompletableFuture<R> future;
    private boolean more = true;

    Pump(CompletableFuture<R> future) {
      this.future = future;
    }

    @Override
    public void run() {
      try {
        while (more && !future.isDone() && call.isReady()) {
          more = sendNext();
        }
      } catch (RuntimeException | Error failed) {
        more = false;
        future.completeExceptionally(failed);
        call.cancel("the upload failed on the client", failed);
      }
    }
  }
}
