package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers as people write them: the name of a class as the project has it, whatever characters it
 * holds. Of several classes: their names joined by ";", or a JSON array of them, which also says
 * that none of them applies: []. A text that is one class's name is that class.
 */
final class LabelTexts {
  private static final int MAX_NAMED_CLASSES = 10;

  private final List<String> classNames;
  private final boolean several;

  LabelTexts(LabelSchema schema) {
    this.classNames = schema.getClassNamesList();
    this.several = schema.getKind() == LabelSchema.Kind.KIND_MULTI_LABEL;
  }

  /**
   * The answer that a text gives.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  LabelValue parse(String text) {
    if (classNames.contains(text)) {
      return value(List.of(text));
    }
    if (NoLabel.is(text)) {
      throw new IllegalArgumentException(
          text.isBlank() ? "the label is empty" : "\"" + text + "\" is no label");
    }
    List<String> parts = several ? parts(text) : List.of(text);
    for (String part : parts) {
      if (!classNames.contains(part)) {
        throw new IllegalArgumentException(
            "\"" + part + "\" is no class of the project" + hint(part));
      }
    }
    return value(parts);
  }

  /** Whether a text is an answer. */
  boolean isAnswer(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The text that {@link #parse} reads as the answer. */
  static String show(LabelValue value) {
    List<String> names = value.getClassNamesList();
    if (names.size() == 1) {
      return names.get(0);
    }
    if (names.isEmpty() || names.stream().anyMatch(name -> name.contains(";"))) {
      return json(names);
    }
    return String.join(";", names);
  }

  private static LabelValue value(List<String> names) {
    return LabelValue.newBuilder().addAllClassNames(names).build();
  }

  private static List<String> parts(String text) {
    if (!text.startsWith("[")) {
      return List.of(text.split(";", -1));
    }
    ListValue.Builder array = ListValue.newBuilder();
    try {
      JsonFormat.parser().merge(text, array);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no JSON array of classes", e);
    }
    List<String> parts = new ArrayList<>();
    for (Value element : array.getValuesList()) {
      if (!element.hasStringValue()) {
        throw new IllegalArgumentException("\"" + text + "\" is no JSON array of classes");
      }
      parts.add(element.getStringValue());
    }
    return parts;
  }

  private static String json(List<String> names) {
    ListValue.Builder array = ListValue.newBuilder();
    names.forEach(name -> array.addValues(Value.newBuilder().setStringValue(name)));
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(array);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("texts can be shown as JSON", e);
    }
  }

  /** Case and blanks never make another class: what is meant is named. */
  private String hint(String text) {
    Optional<String> meant =
        classNames.stream().filter(name -> key(name).equals(key(text))).findFirst();
    if (meant.isPresent()) {
      return "; is \"" + meant.get() + "\" meant?";
    }
    String first =
        String.join(
            "\", \"", classNames.subList(0, Math.min(classNames.size(), MAX_NAMED_CLASSES)));
    String more =
        classNames.size() > MAX_NAMED_CLASSES
            ? " and " + (classNames.size() - MAX_NAMED_CLASSES) + " more"
            : "";
    return ", which has \"" + first + "\"" + more;
  }

  /** What is left of a name without its case and blanks. */
  static String key(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
