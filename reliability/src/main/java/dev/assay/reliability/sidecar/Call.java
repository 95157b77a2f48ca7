package dev.assay.reliability.sidecar;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.util.List;

/** One call of any kind of RPC: the messages that the caller sends, one unless it is a stream. */
public record Call(MethodDescriptor<Message, Message> method, List<Message> messages) {

  /** A call with one message. */
  public static <Q extends Message, R extends Message> Call of(
      MethodDescriptor<Q, R> method, Q message) {
    return stream(method, List.of(message));
  }

  /** A call with several messages. */
  @SuppressWarnings("unchecked") // the messages are Q, and answers are only looked at as messages
  public static <Q extends Message, R extends Message> Call stream(
      MethodDescriptor<Q, R> method, List<Q> messages) {
    return new Call((MethodDescriptor<Message, Message>) method, List.copyOf(messages));
  }

  /** The RPC's bare name. */
  public String name() {
    return String.valueOf(method.getBareMethodName());
  }
}
