package dev.assay.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls: with a deadline, a request id, the caller's credentials, and failures turned into
 * {@link AssayException}s.
 */
final class Rpc {
  private final Channel channel;
  private final CallOptions options;
  private final Duration unaryDeadline;
  private final Duration streamDeadline;
  private final RequestIds requestIds;
  private final boolean repeats;
  private final Contact contact = new Contact();

  /**
   * Makes it.
   *
   * @param repeats whether calls that are safe to repeat are, and wait for a server that has gone
   */
  Rpc(
      Channel channel,
      CallOptions options,
      Duration unaryDeadline,
      Duration streamDeadline,
      RequestIds requestIds,
      boolean repeats) {
    this.channel = channel;
    this.options = options;
    this.unaryDeadline = unaryDeadline;
    this.streamDeadline = streamDeadline;
    this.requestIds = requestIds;
    this.repeats = repeats;
  }

  RequestIds requestIds() {
    return requestIds;
  }

  /** Calls and waits for the answer. */
  <Q extends Message, R> R call(MethodDescriptor<Q, R> method, Q request) {
    AttemptLog attempts = new AttemptLog();
    try {
      return ClientCalls.blockingUnaryCall(
          channel, method, options(method, unaryDeadline, attempts), requestIds.fill(request));
    } catch (StatusRuntimeException e) {
      // gRPC cancels the call of an interrupted thread and sets its interrupt status again.
      if (e.getStatus().getCode() == Status.Code.CANCELLED
          && e.getStatus().getCause() instanceof InterruptedException interruption) {
        throw FailureReader.interrupted(interruption);
      }
      throw attempts.failure(e);
    }
  }

  /** Calls, and completes the future with the answer on a thread of the client's executor. */
  <Q extends Message, R> CompletableFuture<R> callAsync(MethodDescriptor<Q, R> method, Q request) {
    return callAsync(method, request, Function.identity());
  }

  /**
   * As {@link #callAsync(MethodDescriptor, Message)}, with the part of the answer that the caller
   * wants.
   */
  <Q extends Message, R, T> CompletableFuture<T> callAsync(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> part) {
    AttemptLog attempts = new AttemptLog();
    ClientCall<Q, R> call = channel.newCall(method, options(method, unaryDeadline, attempts));
    CancellableFuture<T> future = new CancellableFuture<>(call);
    SingleAnswer<R> answer = new SingleAnswer<>(attempts);
    answer.whenClosed(() -> answer.complete(future, part));
    call.start(answer, new Metadata());
    call.request(1);
    call.sendMessage(requestIds.fill(request));
    call.halfClose();
    return future;
  }

  /** The elements of a list from the request's page on; each page is asked for when it is read. */
  <Q extends Message, R extends Message, T> Paged<T> paged(
      MethodDescriptor<Q, R> method, Q request, Function<R, List<T>> elements) {
    FieldDescriptor token = request.getDescriptorForType().findFieldByName("page_token");
    return new Paged<>(
        (String) request.getField(token),
        from -> {
          @SuppressWarnings("unchecked") // the builder of a Q makes a Q
          Q next = (Q) request.toBuilder().setField(token, from).build();
          R page = call(method, next);
          FieldDescriptor nextToken =
              page.getDescriptorForType().findFieldByName("next_page_token");
          return new Paged.Page<>(elements.apply(page), (String) page.getField(nextToken));
        });
  }

  /** Makes a call whose messages the caller sends and takes himself. */
  <Q, R> ClientCall<Q, R> newStream(
      MethodDescriptor<Q, R> method, @Nullable Duration deadline, AttemptLog attempts) {
    return channel.newCall(
        method, options(method, deadline == null ? streamDeadline : deadline, attempts));
  }

  private CallOptions options(
      MethodDescriptor<?, ?> method, Duration deadline, AttemptLog attempts) {
    CallOptions timed =
        options
            .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
            .withStreamTracerFactory(contact)
            .withStreamTracerFactory(attempts);
    if (repeats && contact.isMade() && RetryServiceConfig.isSafeToRepeat(method)) {
      attempts.waitsForConnection();
      return timed.withWaitForReady();
    }
    return timed;
  }
}
