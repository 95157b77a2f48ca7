package dev.assay.server;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the fields that the contract marks as required, in a message and all that is set in it. */
final class RequiredFields {
  private RequiredFields() {}

  /** For the path of each required field: the message without it. */
  static Map<String, Message> removedOneByOne(Message message) {
    Map<String, Message> mutilated = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean present =
          field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : !absent(message, field);
      if (isRequired(field) && present) {
        mutilated.put(field.getName(), message.toBuilder().clearField(field).build());
      }
      if (present
          && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && !field.isMapField()) {
        removeInside(message, field, mutilated);
      }
    }
    return mutilated;
  }

  private static void removeInside(
      Message message, FieldDescriptor field, Map<String, Message> mutilated) {
    if (field.isRepeated()) {
      Message first = (Message) message.getRepeatedField(field, 0);
      removedOneByOne(first)
          .forEach(
              (path, inner) ->
                  mutilated.put(
                      field.getName() + "[0]." + path,
                      message.toBuilder().setRepeatedField(field, 0, inner).build()));
    } else {
      removedOneByOne((Message) message.getField(field))
          .forEach(
              (path, inner) ->
                  mutilated.put(
                      field.getName() + "." + path,
                      message.toBuilder().setField(field, inner).build()));
    }
  }

  private static boolean absent(Message message, FieldDescriptor field) {
    return field.hasPresence()
        ? !message.hasField(field)
        : message.getField(field).equals(field.getDefaultValue());
  }

  /** Whether the contract marks the field itself. */
  static boolean isRequired(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.REQUIRED);
  }

  /** Names of the required fields of a message that the given one leaves out. */
  static List<String> missing(Message message) {
    List<String> missing = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean empty =
          field.isRepeated() ? message.getRepeatedFieldCount(field) == 0 : absent(message, field);
      if (isRequired(field) && empty) {
        missing.add(field.getName());
      }
    }
    return missing;
  }
}
