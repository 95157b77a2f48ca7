package dev.assay.server.request;

import com.google.protobuf.Message;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Runs mutations exactly once for each request id.
 *
 * <p>The answer is stored in the transaction that made it true, so a repeated request finds it
 * after any crash. A refusal is stored in a transaction of its own, after the refused one was
 * rolled back and before the caller hears of it: a crash between the two leaves no trace of either,
 * and the caller, who was not answered, asks again. Where the same request ran twice at once, the
 * first stored answer stands for both.
 */
public final class Requests {
  /** How often a request is prepared before it is answered as it is. */
  static final int MAX_PREPARATIONS = 8;

  private final Store store;
  private final LongFunction<Executor> later;

  public Requests(Store store) {
    this(store, nanos -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
  }

  /**
   * With a time of its own for answers that are held back.
   *
   * @param later what runs a task after so many nanoseconds
   */
  public Requests(Store store, LongFunction<Executor> later) {
    this.store = store;
    this.later = later;
  }

  /**
   * Validates, executes and remembers. An id is not shared between RPCs.
   *
   * @throws Failure at once when a field cannot be taken; every later failure completes the future
   */
  public <Q extends Message, R extends Message> CompletableFuture<R> run(
      Rpc<Q, R> rpc, Mutation<Q, R> mutation, Q request) {
    Violations violations = new Violations();
    rpc.fields().check(request, violations);
    mutation.validate(request, violations);
    violations.throwIfAny();
    long arrivedNanos = System.nanoTime();
    CompletableFuture<R> answer = attempt(rpc, mutation, request, MAX_PREPARATIONS);
    return answer
        .handle((done, refused) -> mutation.answerStepMillis(request))
        .thenCompose(stepMillis -> inStep(answer, arrivedNanos, stepMillis));
  }

  /** Holds an answer back until the next multiple of the step, a refusal too. */
  private <R> CompletableFuture<R> inStep(
      CompletableFuture<R> answer, long arrivedNanos, long stepMillis) {
    if (stepMillis == 0) {
      return answer;
    }
    long stepNanos = TimeUnit.MILLISECONDS.toNanos(stepMillis);
    long waitNanos = stepNanos - (System.nanoTime() - arrivedNanos) % stepNanos;
    return CompletableFuture.runAsync(() -> {}, later.apply(waitNanos))
        .thenCompose(waited -> answer);
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> attempt(
      Rpc<Q, R> rpc, Mutation<Q, R> mutation, Q request, int preparationsLeft) {
    return prepare(mutation, request)
        .thenCompose(ready -> runPrepared(rpc, mutation, request))
        .exceptionallyCompose(
            thrown ->
                IdempotencyRecord.causeOf(thrown) instanceof PrepareAgain again
                    ? prepareAgain(rpc, mutation, request, again, preparationsLeft - 1)
                    : refuse(IdempotencyRecord.causeOf(thrown), rpc, mutation, request));
  }

  /** Prepares; a refusal is one of the request, whether it is thrown or comes later. */
  private static <Q extends Message, R extends Message> CompletableFuture<Void> prepare(
      Mutation<Q, R> mutation, Q request) {
    try {
      return mutation.prepare(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> prepareAgain(
      Rpc<Q, R> rpc, Mutation<Q, R> mutation, Q request, PrepareAgain again, int preparationsLeft) {
    if (preparationsLeft > 0) {
      return attempt(rpc, mutation, request, preparationsLeft);
    }
    @SuppressWarnings("unchecked") // thrown by the mutation itself, which answers with an R
    R answer = (R) again.answerOtherwise();
    if (mutation.validateOnly(request)) {
      return CompletableFuture.completedFuture(answer);
    }
    IdempotencyRecord<R> record = recordOf(rpc, request);
    return store.write(transaction -> record.once(transaction, () -> answer));
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> runPrepared(
      Rpc<Q, R> rpc, Mutation<Q, R> mutation, Q request) {
    if (mutation.validateOnly(request)) {
      return store.rehearse(transaction -> mutation.execute(transaction, request));
    }
    IdempotencyRecord<R> record = recordOf(rpc, request);
    return store.write(
        transaction -> record.once(transaction, () -> mutation.execute(transaction, request)));
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> refuse(
      Throwable cause, Rpc<Q, R> rpc, Mutation<Q, R> mutation, Q request) {
    if (!(cause instanceof Failure failure)
        || !failure.isFinal()
        || cause instanceof RememberedRefusal
        || mutation.validateOnly(request)) {
      return CompletableFuture.failedFuture(cause);
    }
    IdempotencyRecord<R> record = recordOf(rpc, request);
    return store
        .write(transaction -> record.keepRefusal(transaction, failure))
        .thenApply(
            row -> {
              if (row.response().equals(failure.status().toByteString())) {
                throw failure;
              }
              return record.read(row);
            });
  }

  private static <Q extends Message, R extends Message> IdempotencyRecord<R> recordOf(
      Rpc<Q, R> rpc, Q request) {
    return new IdempotencyRecord<>(
        rpc.fields().key(request), Fingerprint.of(rpc.name(), request), rpc.emptyResponse());
  }
}
