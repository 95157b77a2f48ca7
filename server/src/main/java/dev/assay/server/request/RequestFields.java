package dev.assay.server.request;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields that mean the same in whichever request they stand, and their checks: {@code
 * request_id}, the project's name ({@code project}, or {@code name} where the request is about the
 * project itself), {@code page_size} and {@code after_sequence}, and {@code annotator_id} and
 * {@code item_id} where they are required. The first message of a stream has the first two in its
 * {@code header}.
 *
 * <p>They are looked up by name once, when an RPC is bound, and read by descriptor in every call.
 */
public final class RequestFields {
  private static final String REQUEST_ID = "request_id";
  private static final String HEADER = "header";

  private final @Nullable Path requestId;
  private final @Nullable Path project;
  private final List<BiConsumer<Message, Violations>> checks = new ArrayList<>();

  private RequestFields(Descriptor request) {
    requestId = find(request, List.of(REQUEST_ID, HEADER));
    project = find(request, List.of("project", HEADER, "name"));
    check(requestId, FieldRules::requestId);
    check(project, ProjectNames::check);
    FieldDescriptor pageSize = request.findFieldByName("page_size");
    if (pageSize != null) {
      checks.add((message, found) -> Page.check((int) message.getField(pageSize), found));
    }
    FieldDescriptor afterSequence = request.findFieldByName("after_sequence");
    if (afterSequence != null) {
      checks.add(
          (message, found) ->
              found.require(
                  (long) message.getField(afterSequence) >= 0,
                  "after_sequence",
                  "must not be negative"));
    }
    check(required(request, "annotator_id"), FieldRules::annotatorId);
    check(required(request, "item_id"), FieldRules::itemId);
  }

  static RequestFields of(Descriptor request) {
    return new RequestFields(request);
  }

  /** What stands in a part of the request, which may be missing, is for its RPC to check. */
  private void check(@Nullable Path path, TextRule rule) {
    if (path != null && path.within().isEmpty()) {
      String name = path.field().getName();
      checks.add((message, found) -> rule.check(path.in(message), name, found));
    }
  }

  /** The text at the first of the names, in the message or in a part that a name leads to. */
  private static @Nullable Path find(Descriptor type, List<String> names) {
    for (String name : names) {
      FieldDescriptor field = type.findFieldByName(name);
      if (field == null || field.isRepeated()) {
        continue;
      }
      if (field.getJavaType() == JavaType.STRING) {
        return new Path(List.of(), field);
      }
      if (field.getJavaType() == JavaType.MESSAGE) {
        Path inner = find(field.getMessageType(), names);
        return inner == null ? null : inner.within(field);
      }
    }
    return null;
  }

  private static @Nullable Path required(Descriptor type, String name) {
    FieldDescriptor field = type.findFieldByName(name);
    return field != null
            && field
                .getOptions()
                .getExtension(FieldBehaviorProto.fieldBehavior)
                .contains(FieldBehavior.REQUIRED)
        ? new Path(List.of(), field)
        : null;
  }

  /**
   * Requires what an RPC needs to be answered once for each request id.
   *
   * @throws IllegalStateException when its requests have no id, or name no project
   */
  public void requireKey(String rpc) {
    if (requestId == null || project == null) {
      throw new IllegalStateException(
          "the request of "
              + rpc
              + " has no text "
              + (requestId == null ? REQUEST_ID : "project or name")
              + " to remember it by");
    }
  }

  /** Reports those of the fields that cannot be taken whatever is stored. */
  public void check(Message request, Violations violations) {
    checks.forEach(check -> check.accept(request, violations));
  }

  /** What a valid request of an RPC that has a key is remembered by. */
  public IdempotencyKey key(Message request) {
    return new IdempotencyKey(ProjectNames.id(text(project, request)), text(requestId, request));
  }

  /** Whether the message has a key: the messages of a stream behind its header have none. */
  public boolean hasKey(Message message) {
    Violations violations = new Violations();
    FieldRules.requestId(text(requestId, message), REQUEST_ID, violations);
    return violations.isEmpty() && !projectName(message).isEmpty();
  }

  /** The part of a message that its request id stands in: the header, or the message itself. */
  public Message partWithRequestId(Message message) {
    return requestId == null ? message : requestId.part(message);
  }

  /** The resource name of the project that a message is about; "" where it names none. */
  public String projectName(Message message) {
    String name = text(project, message);
    Violations violations = new Violations();
    ProjectNames.check(name, "project", violations);
    return violations.isEmpty() ? name : "";
  }

  private static String text(@Nullable Path path, Message message) {
    return path == null ? "" : path.in(message);
  }

  /** Where a text stands: in a field of the part that the other fields lead to. */
  private record Path(List<FieldDescriptor> within, FieldDescriptor field) {

    Path within(FieldDescriptor outer) {
      List<FieldDescriptor> path = new ArrayList<>(within);
      path.add(0, outer);
      return new Path(path, field);
    }

    Message part(Message message) {
      Message part = message;
      for (FieldDescriptor inner : within) {
        part = (Message) part.getField(inner);
      }
      return part;
    }

    String in(Message message) {
      return (String) part(message).getField(field);
    }
  }

  @FunctionalInterface
  private interface TextRule {
    void check(String value, String field, Violations violations);
  }
}
