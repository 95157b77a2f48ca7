package dev.assay.server.request;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Transaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

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

  public Requests(Store store) {
    this.store = store;
  }

  /**
   * Validates, executes and remembers. {@code method} names the RPC: an id is not shared between
   * methods.
   *
   * @throws Failure at once when a field cannot be taken; every later failure completes the future
   */
  public <Q extends Message, R extends Message> CompletableFuture<R> run(
      String method, Mutation<Q, R> mutation, Q request) {
    Violations violations = new Violations();
    mutation.validate(request, violations);
    violations.throwIfAny();
    long arrivedNanos = System.nanoTime();
    return attempt(method, mutation, request, MAX_PREPARATIONS)
        .thenCompose(answer -> inStep(answer, arrivedNanos, mutation.answerStepMillis(request)));
  }

  /** Holds an answer back until the next multiple of the step. */
  private static <R> CompletableFuture<R> inStep(R answer, long arrivedNanos, long stepMillis) {
    if (stepMillis == 0) {
      return CompletableFuture.completedFuture(answer);
    }
    long stepNanos = TimeUnit.MILLISECONDS.toNanos(stepMillis);
    long waitNanos = stepNanos - (System.nanoTime() - arrivedNanos) % stepNanos;
    return CompletableFuture.supplyAsync(
        () -> answer, CompletableFuture.delayedExecutor(waitNanos, TimeUnit.NANOSECONDS));
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> attempt(
      String method, Mutation<Q, R> mutation, Q request, int preparationsLeft) {
    return prepare(mutation, request)
        .thenCompose(ready -> runPrepared(method, mutation, request))
        .exceptionallyCompose(
            thrown ->
                causeOf(thrown) instanceof PrepareAgain again
                    ? prepareAgain(method, mutation, request, again, preparationsLeft - 1)
                    : refuse(causeOf(thrown), method, mutation, request));
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
      String method, Mutation<Q, R> mutation, Q request, PrepareAgain again, int preparationsLeft) {
    if (preparationsLeft > 0) {
      return attempt(method, mutation, request, preparationsLeft);
    }
    @SuppressWarnings("unchecked") // thrown by the mutation itself, which answers with an R
    R answer = (R) again.answerOtherwise();
    if (mutation.validateOnly(request)) {
      return CompletableFuture.completedFuture(answer);
    }
    RequestKey key = mutation.key(request);
    ByteString fingerprint = Fingerprint.of(method, request);
    return store.write(
        transaction -> rememberAnswer(transaction, mutation, answer, key, fingerprint));
  }

  private static <Q extends Message, R extends Message> R rememberAnswer(
      Transaction transaction,
      Mutation<Q, R> mutation,
      R answer,
      RequestKey key,
      ByteString fingerprint) {
    RequestRow remembered = transaction.requests().find(key.project(), key.requestId());
    if (remembered != null) {
      return answerAgain(remembered, mutation, key, fingerprint);
    }
    transaction.requests().insert(row(transaction, key, fingerprint, false, answer.toByteString()));
    return answer;
  }

  private static Throwable causeOf(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> runPrepared(
      String method, Mutation<Q, R> mutation, Q request) {
    if (mutation.validateOnly(request)) {
      return store.rehearse(transaction -> mutation.execute(transaction, request));
    }
    RequestKey key = mutation.key(request);
    ByteString fingerprint = Fingerprint.of(method, request);
    return store.write(transaction -> once(transaction, mutation, request, key, fingerprint));
  }

  private static <Q extends Message, R extends Message> R once(
      Transaction transaction,
      Mutation<Q, R> mutation,
      Q request,
      RequestKey key,
      ByteString fingerprint) {
    RequestRow remembered = transaction.requests().find(key.project(), key.requestId());
    if (remembered != null) {
      return answerAgain(remembered, mutation, key, fingerprint);
    }
    R response = mutation.execute(transaction, request);
    transaction
        .requests()
        .insert(row(transaction, key, fingerprint, false, response.toByteString()));
    return response;
  }

  private <Q extends Message, R extends Message> CompletableFuture<R> refuse(
      Throwable cause, String method, Mutation<Q, R> mutation, Q request) {
    if (!(cause instanceof Failure failure)
        || !failure.isFinal()
        || cause instanceof RememberedRefusal
        || mutation.validateOnly(request)) {
      return CompletableFuture.failedFuture(cause);
    }
    RequestKey key = mutation.key(request);
    ByteString fingerprint = Fingerprint.of(method, request);
    return store
        .write(transaction -> refusalRow(transaction, failure, key, fingerprint))
        .thenApply(
            remembered -> {
              if (remembered.response().equals(failure.status().toByteString())) {
                throw failure;
              }
              return answerAgain(remembered, mutation, key, fingerprint);
            });
  }

  /**
   * The remembered answer to the request, which is this refusal unless another was stored first.
   */
  private static RequestRow refusalRow(
      Transaction transaction, Failure failure, RequestKey key, ByteString fingerprint) {
    RequestRow remembered = transaction.requests().find(key.project(), key.requestId());
    if (remembered == null) {
      remembered = row(transaction, key, fingerprint, true, failure.status().toByteString());
      transaction.requests().insert(remembered);
    }
    return remembered;
  }

  private static <Q extends Message, R extends Message> R answerAgain(
      RequestRow remembered, Mutation<Q, R> mutation, RequestKey key, ByteString fingerprint) {
    if (!remembered.fingerprint().equals(fingerprint)) {
      throw new RequestIdReused(key.requestId());
    }
    try {
      if (remembered.refused()) {
        throw new RememberedRefusal(Status.parseFrom(remembered.response()));
      }
      @SuppressWarnings("unchecked") // the parser of a message of type R makes messages of type R
      R response = (R) mutation.emptyResponse().getParserForType().parseFrom(remembered.response());
      return response;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "the remembered answer to request " + key.requestId() + " cannot be read", e);
    }
  }

  private static RequestRow row(
      Transaction transaction,
      RequestKey key,
      ByteString fingerprint,
      boolean refused,
      ByteString response) {
    return new RequestRow(
        key.project(), key.requestId(), fingerprint, refused, response, transaction.nowMillis());
  }
}
