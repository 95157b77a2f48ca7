package dev.assay.server.answer;

import dev.assay.server.request.Violations;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One answer in its canonical form: the class indices, ascending. Two answers are the same exactly
 * when their texts are.
 *
 * @param classIndices ascending, without repetition; none for a multi-label answer that chooses
 *     nothing
 */
public record Answer(List<Integer> classIndices) {

  /** Reads the text that {@link #toText} makes. */
  public static Answer parse(String text) {
    return new Answer(
        text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList());
  }

  /** Reports a value that is no answer under the schema. */
  public static void check(
      LabelValue value, LabelSchema schema, String field, Violations violations) {
    List<String> chosen = value.getClassNamesList();
    for (int i = 0; i < chosen.size(); i++) {
      String place = field + ".class_names[" + i + "]";
      violations.require(
          schema.getClassNamesList().contains(chosen.get(i)),
          place,
          "is no class of the project's label schema");
      violations.require(!chosen.subList(0, i).contains(chosen.get(i)), place, "stands twice");
    }
    if (schema.getKind() != LabelSchema.Kind.KIND_MULTI_LABEL) {
      violations.require(
          chosen.size() == 1,
          field + ".class_names",
          "must name exactly one class, for the schema is not multi-label");
    }
  }

  /** The answer that a checked value gives. */
  public static Answer of(LabelValue value, LabelSchema schema) {
    return new Answer(
        value.getClassNamesList().stream()
            .map(schema.getClassNamesList()::indexOf)
            .sorted()
            .toList());
  }

  /** The text that is stored: the indices joined by ",". */
  public String toText() {
    return classIndices.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** The answer in the schema's class names. */
  public LabelValue toLabelValue(LabelSchema schema) {
    LabelValue.Builder value = LabelValue.newBuilder();
    classIndices.forEach(index -> value.addClassNames(schema.getClassNames(index)));
    return value.build();
  }

  /** The one class of a binary or multiclass answer. */
  public int onlyClass() {
    if (classIndices.size() != 1) {
      throw new IllegalStateException("not an answer of one class: " + classIndices);
    }
    return classIndices.get(0);
  }
}
