package dev.assay.app.cli;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.FieldRules;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /**
   * Reads one and looks at it as a server would.
   *
   * @throws InputException with all that a server would refuse, each with line and column
   */
  static Policy checked(Path file) {
    Policy.Builder policy = Policy.newBuilder();
    MessageYaml yaml = new MessageYaml(file, PolicyFile::isWritable);
    yaml.read(policy);
    List<FieldViolation> wrong =
        new PolicyRules(Strategies.names(), VerdictModels.names())
            .violations(policy.build(), "policy")
            .found();
    if (!wrong.isEmpty()) {
      throw new InputException(
          wrong.stream()
              .map(
                  violation -> {
                    String path = violation.getField().substring("policy.".length());
                    return yaml.place(path) + ": " + path + " " + violation.getDescription();
                  })
              .collect(Collectors.joining("; ")));
    }
    return policy.build();
  }

  /** The policy as {@link #read} reads it, complete as the server holds it. */
  static String text(Policy policy) {
    StringBuilder text = new StringBuilder();
    append(policy, "", text);
    return text.toString();
  }

  /** The same with the numbers and flags whose default, 0 or false, the contract does not send. */
  static String full(Policy policy) {
    StringBuilder text = new StringBuilder(text(policy));
    for (FieldDescriptor field : Policy.getDescriptor().getFields()) {
      boolean isScalar =
          switch (field.getJavaType()) {
            case INT, LONG, DOUBLE, FLOAT, BOOLEAN -> true;
            default -> false;
          };
      if (isScalar
          && isWritable(field)
          && !field.hasPresence()
          && policy.getField(field).equals(field.getDefaultValue())) {
        text.append(field.getName()).append(": ").append(field.getDefaultValue()).append('\n');
      }
    }
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
      return FieldRules.words(Durations.toMillis(duration));
    }
    if (value instanceof EnumValueDescriptor constant) {
      return MessageYaml.shortName(constant);
    }
    return value instanceof String text
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : String.valueOf(value);
  }
}
