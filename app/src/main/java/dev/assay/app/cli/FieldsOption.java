package dev.assay.app.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.Durations;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a policy as people write it: {@code probation_share=0.2,max_uses=30}, by the names of
 * its fields in the contract. {@code none} is the part's absence, {@code default} the part with
 * every default.
 */
final class FieldsOption {
  static final String NONE = "none";
  static final String DEFAULT = "default";

  private FieldsOption() {}

  /** Whether the text says that the part is absent. */
  static boolean isNone(String text) {
    return text.equals(NONE);
  }

  /** Sets the fields that the text names. */
  static <B extends Message.Builder> B parse(String text, B part, String option) {
    if (text.equals(DEFAULT)) {
      return part;
    }
    for (String assignment : text.split(",", -1)) {
      int equals = assignment.indexOf('=');
      FieldDescriptor field =
          equals < 0
              ? null
              : part.getDescriptorForType().findFieldByName(assignment.substring(0, equals));
      if (field == null) {
        throw new InputException(
            option
                + " must be none, default, or FIELD=VALUE,... of "
                + String.join(", ", names(part))
                + "; \""
                + assignment
                + "\" is not");
      }
      part.setField(field, value(field, assignment.substring(equals + 1), option));
    }
    return part;
  }

  private static List<String> names(MessageOrBuilder part) {
    return part.getDescriptorForType().getFields().stream().map(FieldDescriptor::getName).toList();
  }

  private static Object value(FieldDescriptor field, String text, String option) {
    String place = option + " " + field.getName();
    try {
      return switch (field.getJavaType()) {
        case DOUBLE -> Double.valueOf(text);
        case INT -> Integer.valueOf(text);
        case BOOLEAN -> flag(text, place);
        case MESSAGE -> Times.parse(text, place);
        default -> throw new IllegalStateException(field + " is of no kind that is read here");
      };
    } catch (NumberFormatException e) {
      throw new InputException(place + " must be a number, not \"" + text + "\"");
    }
  }

  private static boolean flag(String text, String place) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new InputException(place + " must be true or false, not \"" + text + "\"");
    }
    return text.equals("true");
  }

  /** The part in the form that {@link #parse} reads, without the fields that are not set. */
  static String show(MessageOrBuilder part) {
    return part.getAllFields().entrySet().stream()
        .map(
            field ->
                field.getKey().getName()
                    + "="
                    + (field.getValue() instanceof Duration duration
                        ? Durations.toMillis(duration) / 1000 + "s"
                        : field.getValue()))
        .collect(Collectors.joining(","));
  }
}
