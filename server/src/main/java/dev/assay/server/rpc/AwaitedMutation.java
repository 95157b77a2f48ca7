package dev.assay.server.rpc;

import com.google.protobuf.Message;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Violations;
import dev.assay.server.store.Transaction;
import java.util.concurrent.CompletableFuture;

/**
 * A mutation that is not begun when nobody waits for it any more, however long it stood in the
 * writer's queue. An answer that was remembered is given all the same.
 */
record AwaitedMutation<Q extends Message, R extends Message>(
    Mutation<Q, R> mutation, CallDeadline deadline) implements Mutation<Q, R> {

  @Override
  public void validate(Q request, Violations violations) {
    mutation.validate(request, violations);
  }

  @Override
  public CompletableFuture<Void> prepare(Q request) {
    return mutation.prepare(request);
  }

  @Override
  public boolean validateOnly(Q request) {
    return mutation.validateOnly(request);
  }

  @Override
  public long answerStepMillis(Q request) {
    return mutation.answerStepMillis(request);
  }

  @Override
  public R execute(Transaction transaction, Q request) {
    deadline.check();
    return mutation.execute(transaction, request);
  }
}
