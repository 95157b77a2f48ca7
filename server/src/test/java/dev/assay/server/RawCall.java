package dev.assay.server;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of any shape, by its descriptor, and everything that came back. */
public final class RawCall {
  private static final long SECONDS = 30;

  /** How a call ended. */
  public record Outcome(
      Status status, com.google.rpc.@Nullable Status details, List<Message> answers) {

    /** The reason of the only ErrorInfo, or "" without one. */
    public String reason() {
      return details(ErrorInfo.class, ErrorInfo.getDefaultInstance()).getReason();
    }

    /** The names of the fields that the answer complains about. */
    public List<String> fields() {
      return details(BadRequest.class, BadRequest.getDefaultInstance())
          .getFieldViolationsList()
          .stream()
          .map(BadRequest.FieldViolation::getField)
          .toList();
    }

    private <D extends Message> D details(Class<D> type, D none) {
      if (details == null) {
        return none;
      }
      try {
        for (Any detail : details.getDetailsList()) {
          if (detail.is(type)) {
            return detail.unpack(type);
          }
        }
        return none;
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private RawCall() {}

  /** Sends the messages, ends the stream and waits for the end of the call. */
  @SuppressWarnings("unchecked") // the messages are those of the method
  public static Outcome send(
      Channel channel, MethodDescriptor<?, ?> method, List<? extends Message> messages)
      throws Exception {
    ClientCall<Message, Message> call =
        (ClientCall<Message, Message>)
            channel.newCall(
                method, CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS));
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    List<Message> answers = new ArrayList<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(Message message) {
            answers.add(message);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            outcome.complete(
                new Outcome(status, StatusProto.fromStatusAndTrailers(status, trailers), answers));
          }
        },
        new Metadata());
    call.request(1000);
    messages.forEach(call::sendMessage);
    call.halfClose();
    return outcome.get(SECONDS, TimeUnit.SECONDS);
  }
}
