package dev.assay.app.cli;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A message of the contract as people write it in YAML, or JSON: the names of its fields, durations
 * as 8h, and the values of enumerations in lower case without their prefix. Whatever is wrong is
 * said with its line and column, and an unknown name with the nearest one that there is.
 */
final class MessageYaml {
  private static final int MAX_CODE_POINTS = 1 << 18;
  private static final int MAX_DEPTH = 12;

  private final Path file;
  private final Predicate<FieldDescriptor> isWritable;
  private final Map<String, Mark> places = new HashMap<>();

  /**
   * A reader.
   *
   * @param isWritable what may be written: the others are the server's own
   */
  MessageYaml(Path file, Predicate<FieldDescriptor> isWritable) {
    this.file = file;
    this.isWritable = isWritable;
  }

  /**
   * Reads the file into a message.
   *
   * @throws InputException in one line, with the place where it is wrong
   */
  void read(Message.Builder into) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CODE_POINTS);
    options.setNestingDepthLimit(MAX_DEPTH);
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(options).compose(reader);
      if (root == null) {
        throw new InputException(
            file
                + " has no field: write one, such as \""
                + into.getDescriptorForType().getFields().stream()
                    .filter(isWritable)
                    .findFirst()
                    .orElseThrow()
                    .getName()
                + ": ...\", or {} for all defaults");
      }
      fields(root, into, "");
    } catch (MarkedYAMLException e) {
      throw at(e.getProblemMark(), String.valueOf(e.getProblem()).replaceAll("\\s*\\R\\s*", ", "));
    } catch (YAMLException e) {
      throw new InputException(
          e.getCause() instanceof CharacterCodingException
              ? file + " is not text in UTF-8"
              : file + " is not YAML: " + e.getMessage());
    } catch (IOException e) {
      throw new InputException(file + " cannot be read");
    }
  }

  private void fields(Node node, Message.Builder into, String path) {
    if (!(node instanceof MappingNode mapping)) {
      throw at(node, "must be fields, as \"name: value\": " + names(into.getDescriptorForType()));
    }
    Map<String, Mark> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = text(tuple.getKeyNode(), "a name");
      FieldDescriptor field = into.getDescriptorForType().findFieldByName(name);
      if (field == null || !isWritable.test(field)) {
        throw at(tuple.getKeyNode(), unknown(name, into.getDescriptorForType()));
      }
      if (seen.putIfAbsent(name, tuple.getKeyNode().getStartMark()) != null) {
        throw at(tuple.getKeyNode(), "\"" + name + "\" is there twice");
      }
      places.put(path + name, tuple.getKeyNode().getStartMark());
      set(field, tuple.getValueNode(), into, path + name);
    }
  }

  private void set(FieldDescriptor field, Node node, Message.Builder into, String path) {
    if (field.isMapField()) {
      entries(field, node, into);
    } else if (field.isRepeated()) {
      if (!(node instanceof SequenceNode sequence)) {
        throw at(node, "\"" + field.getName() + "\" must be a list");
      }
      for (int i = 0; i < sequence.getValue().size(); i++) {
        Node element = sequence.getValue().get(i);
        String place = path + "[" + i + "]";
        places.put(place, element.getStartMark());
        into.addRepeatedField(field, value(field, element, into, place));
      }
    } else {
      into.setField(field, value(field, node, into, path));
    }
  }

  private void entries(FieldDescriptor field, Node node, Message.Builder into) {
    if (!(node instanceof MappingNode mapping)) {
      throw at(node, "\"" + field.getName() + "\" must be \"key: value\"");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Message.Builder entry = into.newBuilderForField(field);
      FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
      FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
      entry.setField(key, value(key, tuple.getKeyNode(), entry, ""));
      entry.setField(value, value(value, tuple.getValueNode(), entry, ""));
      into.addRepeatedField(field, entry.build());
    }
  }

  private Object value(FieldDescriptor field, Node node, Message.Builder into, String path) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      if (field.getMessageType().equals(Duration.getDescriptor())) {
        return duration(field, node);
      }
      Message.Builder part = into.newBuilderForField(field);
      fields(node, part, path + ".");
      return part.build();
    }
    String text = text(node, "\"" + field.getName() + "\"");
    try {
      return switch (field.getJavaType()) {
        case DOUBLE -> Double.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case BOOLEAN -> flag(field, text, node);
        case STRING -> text;
        case ENUM -> enumValue(field.getEnumType(), field, text, node);
        default -> throw new IllegalStateException(field + " is of no kind that is read here");
      };
    } catch (NumberFormatException e) {
      boolean isWhole =
          field.getJavaType() == FieldDescriptor.JavaType.INT
              || field.getJavaType() == FieldDescriptor.JavaType.LONG;
      throw at(
          node,
          "\""
              + field.getName()
              + "\" must be a "
              + (isWhole ? "whole number" : "number")
              + ", not \""
              + text
              + "\"");
    }
  }

  private boolean flag(FieldDescriptor field, String text, Node node) {
    if (!text.equals("true") && !text.equals("false")) {
      throw at(node, "\"" + field.getName() + "\" must be true or false, not \"" + text + "\"");
    }
    return text.equals("true");
  }

  private Duration duration(FieldDescriptor field, Node node) {
    try {
      return Times.parse(text(node, "\"" + field.getName() + "\""), field.getName());
    } catch (InputException e) {
      throw String.valueOf(e.getMessage()).startsWith(file.toString())
          ? e
          : at(node, String.valueOf(e.getMessage()));
    }
  }

  private EnumValueDescriptor enumValue(
      EnumDescriptor type, FieldDescriptor field, String text, Node node) {
    for (EnumValueDescriptor value : type.getValues()) {
      if (value.getNumber() != 0
          && (text.equals(value.getName()) || text.replace('-', '_').equals(shortName(value)))) {
        return value;
      }
    }
    throw at(
        node,
        "\""
            + field.getName()
            + "\" must be one of "
            + String.join(", ", shortNames(type))
            + ", not \""
            + text
            + "\"");
  }

  /**
   * Where a field was read, as file:line:column, by its path such as combination.terms[1].weight;
   * of one that the file does not hold, where the nearest one around it is.
   */
  String place(String path) {
    String nearest = path;
    while (!nearest.isEmpty() && !places.containsKey(nearest)) {
      nearest =
          nearest.substring(
              0, Math.max(0, Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['))));
    }
    return place(places.get(nearest));
  }

  private String place(@Nullable Mark mark) {
    return mark == null
        ? file.toString()
        : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  /** The values of an enumeration as people write them. */
  static List<String> shortNames(EnumDescriptor type) {
    return type.getValues().stream()
        .filter(value -> value.getNumber() != 0)
        .map(MessageYaml::shortName)
        .toList();
  }

  /** In lower case, without the prefix that is the enumeration's name. */
  static String shortName(EnumValueDescriptor value) {
    String prefix =
        value.getType().getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT)
            + "_";
    String name = value.getName();
    return (name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .toLowerCase(Locale.ROOT);
  }

  private String text(Node node, String what) {
    if (!(node instanceof ScalarNode scalar)) {
      throw at(node, what + " must be one value");
    }
    if (scalar.getValue().isEmpty() && scalar.isPlain()) {
      throw at(node, what + " has no value; leave it out for the default");
    }
    return scalar.getValue();
  }

  private String unknown(String name, Descriptor type) {
    List<String> known =
        type.getFields().stream().filter(isWritable).map(FieldDescriptor::getName).toList();
    String nearest = Nearest.of(name, known);
    return "there is no \""
        + name
        + "\""
        + (nearest == null ? "; there are " + names(type) : "; did you mean \"" + nearest + "\"?");
  }

  private String names(Descriptor type) {
    return type.getFields().stream()
        .filter(isWritable)
        .map(FieldDescriptor::getName)
        .collect(Collectors.joining(", "));
  }

  private InputException at(Node node, String message) {
    return at(node.getStartMark(), message);
  }

  private InputException at(@Nullable Mark mark, String message) {
    return new InputException(place(mark) + ": " + message);
  }
}
