package dev.assay.reliability.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;

/**
 * What some bytes mean: which RPC, what is added to its request, and the bytes of its messages.
 *
 * <p>The first two bytes choose the RPC, by a hash of its name, so that a new RPC does not change
 * what old inputs mean; the third says what is added. The rest is one message, or, for a stream,
 * messages with their lengths in two bytes before each.
 *
 * @param method the RPC
 * @param fresh whether the request gets an id that was never used, whatever it says
 * @param leased whether the request gets a token of an open assignment
 * @param messages the messages as they are sent
 */
record FuzzInput(
    MethodDescriptor<?, ?> method, boolean fresh, boolean leased, List<ByteString> messages) {
  private static final int HEADER_BYTES = 3;
  private static final int FRESH = 1;
  private static final int LEASED = 2;
  private static final int MAX_MESSAGES = 8;

  static FuzzInput of(byte[] bytes, List<MethodDescriptor<?, ?>> methods) {
    int choice = (at(bytes, 0) << 8) | at(bytes, 1);
    int flags = at(bytes, 2);
    MethodDescriptor<?, ?> method = nearest(choice, methods);
    ByteString rest =
        bytes.length <= HEADER_BYTES
            ? ByteString.EMPTY
            : ByteString.copyFrom(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    List<ByteString> messages =
        method.getType().clientSendsOneMessage() ? List.of(rest) : split(rest);
    return new FuzzInput(method, (flags & FRESH) != 0, (flags & LEASED) != 0, messages);
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }

  /** The place of an RPC among all that two bytes can say. */
  static int place(MethodDescriptor<?, ?> method) {
    return (method.getFullMethodName().hashCode() * 0x9E3779B1) >>> 16;
  }

  private static MethodDescriptor<?, ?> nearest(int choice, List<MethodDescriptor<?, ?>> methods) {
    MethodDescriptor<?, ?> nearest = methods.get(0);
    for (MethodDescriptor<?, ?> method : methods) {
      if (Math.abs(place(method) - choice) < Math.abs(place(nearest) - choice)) {
        nearest = method;
      }
    }
    return nearest;
  }

  private static List<ByteString> split(ByteString bytes) {
    List<ByteString> messages = new ArrayList<>();
    int from = 0;
    while (from + 2 <= bytes.size() && messages.size() < MAX_MESSAGES) {
      int length = ((bytes.byteAt(from) & 0xff) << 8) | (bytes.byteAt(from + 1) & 0xff);
      int end = Math.min(from + 2 + length, bytes.size());
      messages.add(bytes.substring(from + 2, end));
      from = end;
    }
    return messages;
  }

  /** Bytes that mean this: what a corpus is made of. */
  static ByteString bytes(
      MethodDescriptor<?, ?> method, boolean fresh, boolean leased, List<ByteString> messages) {
    int place = place(method);
    byte[] header = {
      (byte) (place >> 8), (byte) place, (byte) ((fresh ? FRESH : 0) | (leased ? LEASED : 0))
    };
    ByteString bytes = ByteString.copyFrom(header);
    for (ByteString message : messages) {
      if (!method.getType().clientSendsOneMessage()) {
        byte[] length = {(byte) (message.size() >> 8), (byte) message.size()};
        bytes = bytes.concat(ByteString.copyFrom(length));
      }
      bytes = bytes.concat(message);
    }
    return bytes;
  }

  /** The type of the request. */
  Descriptor requestType() {
    return ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
        .getMethodDescriptor()
        .getInputType();
  }
}
