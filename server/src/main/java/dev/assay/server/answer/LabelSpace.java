package dev.assay.server.answer;

import dev.assay.server.failure.UnsupportedLabelSchema;
import dev.assay.server.request.Violations;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Project;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an answer in one project may be, and what of Assay applies to it.
 *
 * <p>An answer's text holds the indices of its classes, ascending, joined by ",": nothing for a
 * multi-label answer that chooses none.
 */
public final class LabelSpace {
  private final LabelKind kind;
  private final List<String> classNames;

  private LabelSpace(LabelKind kind, List<String> classNames) {
    this.kind = kind;
    this.classNames = classNames;
  }

  /** The space of a project's definition that was accepted. */
  public static LabelSpace of(Project definition) {
    LabelSchema schema = definition.getLabelSchema();
    return new LabelSpace(
        Objects.requireNonNull(LabelKind.of(schema), "a kind that was accepted"),
        schema.getClassNamesList());
  }

  /** Whether the use is defined for these answers. */
  public boolean allows(Use use) {
    return use.suits(kind.capabilities());
  }

  /** Refuses a use that is not defined for these answers. */
  public void require(Use use) {
    if (!allows(use)) {
      throw new UnsupportedLabelSchema(
          use.description(), kind.name(), String.join(", ", LabelKind.suitedBy(use)));
    }
  }

  /** Reports a value that is no answer. */
  public void check(LabelValue value, String field, Violations violations) {
    List<String> chosen = value.getClassNamesList();
    for (int i = 0; i < chosen.size(); i++) {
      String place = field + ".class_names[" + i + "]";
      violations.require(
          classNames.contains(chosen.get(i)), place, "is no class of the project's label schema");
      violations.require(!chosen.subList(0, i).contains(chosen.get(i)), place, "stands twice");
    }
    if (!kind.capabilities().contains(Capability.MULTI)) {
      violations.require(
          chosen.size() == 1,
          field + ".class_names",
          "must name exactly one class, for the schema is not multi-label");
    }
  }

  /** The answer that a checked value gives. */
  public Answer answer(LabelValue value) {
    return new Answer(
        value.getClassNamesList().stream()
            .map(classNames::indexOf)
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(",")));
  }

  /** An answer's text in the schema's class names. */
  public LabelValue value(String text) {
    LabelValue.Builder value = LabelValue.newBuilder();
    Arrays.stream(Answer.classIndices(text)).forEach(i -> value.addClassNames(classNames.get(i)));
    return value.build();
  }

  /** The verdict of as many votes as the policy allows, of which not enough agree. */
  public String verdict(Votes votes) {
    return kind.verdict(votes);
  }
}
