package dev.assay.server.rpc;

import com.google.protobuf.Message;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Query;
import dev.assay.server.request.Requests;
import dev.assay.server.request.Rpc;
import dev.assay.server.request.Violations;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs calls of one request and one response. */
final class UnaryCalls {
  private final Requests requests;
  private final CallExecutors executors;

  UnaryCalls(Requests requests, CallExecutors executors) {
    this.requests = requests;
    this.executors = executors;
  }

  /**
   * Runs a change. The store completes its futures on the call executor: the writer answers nobody.
   */
  <Q extends Message, R extends Message> void mutate(
      Rpc<Q, R> rpc, Mutation<Q, R> mutation, Q request, StreamObserver<R> observer) {
    UnaryReply<R> reply = new UnaryReply<>(rpc.name(), observer);
    CallRecord.noteSubject(rpc, request);
    CallDeadline deadline = CallDeadline.ofCurrentCall();
    try {
      deadline.check();
      var unused =
          requests.run(rpc, new AwaitedMutation<>(mutation, deadline), request).whenComplete(reply);
    } catch (RuntimeException | Error e) {
      reply.fail(e);
    }
  }

  /** Checks the request here and answers it among those that read little. */
  <Q extends Message, R extends Message> void ask(
      Rpc<Q, R> rpc, Query<Q, R> query, Q request, StreamObserver<R> observer) {
    ask(rpc, query, request, observer, executors.queries());
  }

  /** Checks the request here and answers it among those that read much. */
  <Q extends Message, R extends Message> void scan(
      Rpc<Q, R> rpc, Query<Q, R> query, Q request, StreamObserver<R> observer) {
    ask(
        rpc,
        query,
        request,
        observer,
        task -> {
          if (executors.bytes().isFull()) {
            throw executors.bytesFull();
          }
          executors.scans().execute(task);
        });
  }

  /** Checks the request here and answers it among those that compute for long. */
  <Q extends Message, R extends Message> void estimate(
      Rpc<Q, R> rpc, Query<Q, R> query, Q request, StreamObserver<R> observer) {
    ask(rpc, query, request, observer, executors.estimates());
  }

  private <Q extends Message, R extends Message> void ask(
      Rpc<Q, R> rpc, Query<Q, R> query, Q request, StreamObserver<R> observer, Executor executor) {
    UnaryReply<R> reply = new UnaryReply<>(rpc.name(), observer);
    CallRecord.noteSubject(rpc, request);
    CallDeadline deadline = CallDeadline.ofCurrentCall();
    try {
      Violations violations = new Violations();
      rpc.fields().check(request, violations);
      query.validate(request, violations);
      violations.throwIfAny();
      executor.execute(() -> answer(query, request, deadline, reply));
    } catch (RejectedExecutionException e) {
      reply.fail(executors.queueFull());
    } catch (RuntimeException | Error e) {
      reply.fail(e);
    }
  }

  private static <Q extends Message, R extends Message> void answer(
      Query<Q, R> query, Q request, CallDeadline deadline, UnaryReply<R> reply) {
    R response;
    try {
      deadline.check();
      response = query.answer(request);
    } catch (RuntimeException | Error e) {
      reply.fail(e);
      return;
    }
    reply.accept(response, null);
  }
}
