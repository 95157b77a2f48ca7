package dev.assay.app.cli;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.Policy;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a policy file, made of the contract, so that it has whatever Policy has. */
final class PolicySchema {
  private PolicySchema() {}

  /** The schema (draft 2020-12), in lines. */
  static String text() {
    StringBuilder text = new StringBuilder("{\n");
    text.append("  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    text.append("  \"title\": \"A policy of Assay, as policy.yaml\",\n");
    appendMessage(Policy.getDescriptor(), "  ", text);
    return text.append("}\n").toString();
  }

  private static void appendMessage(Descriptor type, String indent, StringBuilder text) {
    text.append(indent).append("\"type\": \"object\",\n");
    text.append(indent).append("\"additionalProperties\": false,\n");
    text.append(indent).append("\"properties\": {");
    String gap = "\n";
    for (FieldDescriptor field : type.getFields()) {
      if (PolicyFile.isWritable(field)) {
        text.append(gap).append(indent).append("  \"").append(field.getName()).append("\": {\n");
        append(field, indent + "    ", text);
        text.append(indent).append("  }");
        gap = ",\n";
      }
    }
    text.append('\n').append(indent).append("}\n");
  }

  private static void append(FieldDescriptor field, String indent, StringBuilder text) {
    if (field.isMapField()) {
      text.append(indent).append("\"type\": \"object\",\n");
      text.append(indent).append("\"additionalProperties\": {\n");
      appendValue(field.getMessageType().findFieldByNumber(2), indent + "  ", text);
      text.append(indent).append("}\n");
    } else if (field.isRepeated()) {
      text.append(indent).append("\"type\": \"array\",\n");
      text.append(indent).append("\"items\": {\n");
      appendValue(field, indent + "  ", text);
      text.append(indent).append("}\n");
    } else {
      appendValue(field, indent, text);
    }
  }

  private static void appendValue(FieldDescriptor field, String indent, StringBuilder text) {
    switch (field.getJavaType()) {
      case DOUBLE, FLOAT -> number("number", PolicyRanges.of(field), indent, text);
      case INT, LONG -> number("integer", PolicyRanges.of(field), indent, text);
      case BOOLEAN -> type("boolean", indent, text);
      case ENUM -> names(MessageYaml.shortNames(field.getEnumType()), indent, text);
      case MESSAGE -> {
        if (field.getMessageType().equals(Duration.getDescriptor())) {
          text.append(indent).append("\"type\": \"string\",\n");
          text.append(indent).append("\"pattern\": \"^[0-9]{1,9}(ms|s|m|h|d)$\"\n");
        } else {
          appendMessage(field.getMessageType(), indent, text);
        }
      }
      default -> {
        if (field.getName().equals("strategy")) {
          names(List.copyOf(Strategies.names()), indent, text);
        } else if (field.getName().equals("verdict_method")) {
          names(List.copyOf(VerdictModels.names()), indent, text);
        } else {
          type("string", indent, text);
        }
      }
    }
  }

  private static void number(
      String type, PolicyRanges.@Nullable Range range, String indent, StringBuilder text) {
    if (range != null) {
      text.append(indent).append("\"minimum\": ").append(plain(range.min())).append(",\n");
      text.append(indent).append("\"maximum\": ").append(plain(range.max())).append(",\n");
    }
    type(type, indent, text);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static void type(String type, String indent, StringBuilder text) {
    text.append(indent).append("\"type\": \"").append(type).append("\"\n");
  }

  private static void names(List<String> names, String indent, StringBuilder text) {
    String list =
        names.stream().sorted().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    text.append(indent).append("\"enum\": [").append(list).append("]\n");
  }
}
