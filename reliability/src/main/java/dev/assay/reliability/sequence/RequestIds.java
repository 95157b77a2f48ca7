package dev.assay.reliability.sequence;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.OnError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of any request that changes something, by the fields that they all have; those
 * of a stream are in its header.
 */
final class RequestIds {
  private RequestIds() {}

  /** Whether the call is remembered by an id. */
  static boolean has(Call call) {
    Message message = named(call.messages().get(0));
    return field(message, "request_id") != null && !isRehearsal(message);
  }

  /** The message that names request and project: the header where there is one. */
  private static Message named(Message first) {
    FieldDescriptor header = field(first, "header");
    return header == null ? first : (Message) first.getField(header);
  }

  private static boolean isRehearsal(Message message) {
    FieldDescriptor field = field(message, "validate_only");
    return field != null && message.getField(field).equals(true);
  }

  /** Whether both calls have the same id in the same project. */
  static boolean areSame(Call one, Call other) {
    return key(named(one.messages().get(0))).equals(key(named(other.messages().get(0))));
  }

  private static String key(Message message) {
    return project(message) + " " + text(message, "request_id");
  }

  private static String project(Message message) {
    FieldDescriptor field = field(message, "project");
    if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return text((Message) message.getField(field), "name");
    }
    return field == null ? text(message, "name") : text(message, "project");
  }

  private static String text(Message message, String name) {
    FieldDescriptor field = field(message, name);
    return field == null ? "" : message.getField(field).toString();
  }

  private static @Nullable FieldDescriptor field(Message message, String name) {
    return message.getDescriptorForType().findFieldByName(name);
  }

  /**
   * Another request with the same id, or null where nothing in it can be changed. Of a stream, the
   * last message is left away or its header is another, as the choice says.
   */
  static @Nullable Call other(Call call, int choice) {
    int last = call.messages().size() - 1;
    if (last > 0 && choice % 2 == 0) {
      return new Call(call.method(), call.messages().subList(0, last));
    }
    Message first = call.messages().get(0);
    FieldDescriptor header = field(first, "header");
    Message body = otherBody(named(first));
    if (body == null) {
      return null;
    }
    List<Message> messages = new ArrayList<>(call.messages());
    messages.set(0, header == null ? body : first.toBuilder().setField(header, body).build());
    return new Call(call.method(), messages);
  }

  private static @Nullable Message otherBody(Message message) {
    FieldDescriptor reason = field(message, "reason");
    if (reason != null) {
      return message.toBuilder().setField(reason, text(message, "reason") + "!").build();
    }
    for (String name : new String[] {"ceiling_micros", "max_assignments"}) {
      FieldDescriptor number = field(message, name);
      if (number != null) {
        Object value = message.getField(number);
        Object next =
            value instanceof Integer i ? (Object) (i % 5 + 1) : (Object) ((Long) value + 1);
        return message.toBuilder().setField(number, next).build();
      }
    }
    FieldDescriptor onError = field(message, "on_error");
    if (onError != null) {
      boolean stops = message.getField(onError).equals(OnError.ON_ERROR_STOP.getValueDescriptor());
      return message.toBuilder()
          .setField(
              onError,
              (stops ? OnError.ON_ERROR_CONTINUE : OnError.ON_ERROR_STOP).getValueDescriptor())
          .build();
    }
    FieldDescriptor annotator = field(message, "annotator_id");
    return annotator == null
        ? null
        : message.toBuilder().setField(annotator, text(message, "annotator_id") + "x").build();
  }
}
