package dev.assay.app.cli;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import dev.assay.v1.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A policy as people keep it in a file, {@code policy.yaml}. What is not in it is the default. */
final class PolicyFile {
  private static final String INDENT = "  ";

  private PolicyFile() {}

  /** What may be written: all but the version, which is the server's. */
  static boolean isWritable(FieldDescriptor field) {
    return !field.getContainingType().equals(Policy.getDescriptor())
        || field.getNumber() != Policy.VERSION_FIELD_NUMBER;
  }

  /**
   * Reads one.
   *
   * @throws InputException with line and column
   */
  static Policy read(Path file) {
    Policy.Builder policy = Policy.newBuilder();
    new MessageYaml(file, PolicyFile::isWritable).read(policy);
    return policy.build();
  }

  /** The policy as {@link #read} reads it, complete as the server holds it. */
  static String text(Policy policy) {
    StringBuilder text = new StringBuilder();
    append(policy, "", text);
    return text.toString();
  }

  private static void append(Message message, String indent, StringBuilder text) {
    String lead = indent;
    for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
      FieldDescriptor field = set.getKey();
      if (!isWritable(field)) {
        continue;
      }
      text.append(lead).append(field.getName()).append(':');
      lead = indent.replace('-', ' ');
      if (field.isRepeated()) {
        text.append('\n');
        for (Object element : (List<?>) set.getValue()) {
          appendElement(field, element, lead + INDENT, text);
        }
      } else if (set.getValue() instanceof Message part && !(part instanceof Duration)) {
        text.append(part.getAllFields().isEmpty() ? " {}\n" : "\n");
        append(part, lead + INDENT, text);
      } else {
        text.append(' ').append(scalar(set.getValue())).append('\n');
      }
    }
  }

  private static void appendElement(
      FieldDescriptor field, Object element, String indent, StringBuilder text) {
    if (field.isMapField()) {
      Message entry = (Message) element;
      FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
      FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
      text.append(indent).append(scalar(entry.getField(key))).append(": ");
      text.append(scalar(entry.getField(value))).append('\n');
    } else if (element instanceof Message part && !(part instanceof Duration)) {
      append(part, indent + "- ", text);
    } else {
      text.append(indent).append("- ").append(scalar(element)).append('\n');
    }
  }

  private static String scalar(Object value) {
    if (value instanceof Duration duration) {
      long millis = Durations.toMillis(duration);
      return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
    if (value instanceof EnumValueDescriptor constant) {
      return MessageYaml.shortName(constant);
    }
    return value instanceof String text
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : String.valueOf(value);
  }
}
