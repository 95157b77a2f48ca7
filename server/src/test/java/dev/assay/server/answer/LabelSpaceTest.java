package dev.assay.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.UnsupportedLabelSchema;
import dev.assay.server.request.Violations;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an answer of each kind is, and what of Assay applies to it. */
final class LabelSpaceTest {
  private static final Path PAGE = Path.of("../docs/label-spaces.md");
  private static final List<String> CLASSES = List.of("a", "b", "c");

  private static LabelSpace space(LabelKind kind) {
    return LabelSpace.of(
        Project.newBuilder()
            .setLabelSchema(
                LabelSchema.newBuilder()
                    .setKind(LabelSchema.Kind.valueOf("KIND_" + kind.name()))
                    .addAllClassNames(CLASSES.subList(0, Math.min(3, kind.maxClasses()))))
            .build());
  }

  private static LabelValue value(String... classNames) {
    return LabelValue.newBuilder().addAllClassNames(List.of(classNames)).build();
  }

  @Test
  void everyKindOfTheContractHasALabelSpace() {
    assertThat(LabelKind.contractNames())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(LabelSchema.Kind.values())
                .filter(kind -> kind != LabelSchema.Kind.KIND_UNSPECIFIED)
                .filter(kind -> kind != LabelSchema.Kind.UNRECOGNIZED)
                .map(LabelSchema.Kind::name)
                .toList());
  }

  @Test
  void thePageSaysOfEachKindWhatAppliesToIt() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("| |" + cells(LabelKind::name));
    rows.add("| --- |" + " --- |".repeat(LabelKind.values().length));
    for (Use use : Use.values()) {
      rows.add(
          "| " + use.description() + " |" + cells(kind -> space(kind).allows(use) ? "yes" : "no"));
    }
    assertThat(Files.readString(PAGE)).contains(String.join("\n", rows) + "\n\n");
  }

  private static String cells(Function<LabelKind, String> cell) {
    StringBuilder cells = new StringBuilder();
    for (LabelKind kind : LabelKind.values()) {
      cells.append(" ").append(cell.apply(kind)).append(" |");
    }
    return cells.toString();
  }

  @ParameterizedTest
  @EnumSource
  void whatDoesNotApplyIsRefusedWithTheKindsThatItAppliesTo(Use use) {
    for (LabelKind kind : LabelKind.values()) {
      LabelSpace space = space(kind);
      if (space.allows(use)) {
        space.require(use);
      } else {
        assertThatThrownBy(() -> space.require(use))
            .isInstanceOf(UnsupportedLabelSchema.class)
            .hasMessageContaining(use.description())
            .hasMessageContaining(kind.name())
            .hasMessageContaining("it is for BINARY, MULTICLASS");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerIsReadAsItWasGiven(LabelKind kind) {
    LabelSpace space = space(kind);
    Answer answer = space.answer(value("b"));
    assertThat(answer.text()).isEqualTo("1");
    assertThat(space.value(answer.text())).isEqualTo(value("b"));
  }

  @Test
  void setsAreTheSameAnswerInWhateverOrderTheyAreNamed() {
    LabelSpace space = space(LabelKind.MULTI_LABEL);
    assertThat(space.answer(value("c", "a"))).isEqualTo(space.answer(value("a", "c")));
    assertThat(space.value("0,2")).isEqualTo(value("a", "c"));
    assertThat(space.answer(value()).text()).isEmpty();
    assertThat(space.value("")).isEqualTo(value());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoAnswerIsReportedByItsField(LabelKind kind) {
    assertThat(reported(kind, value("d"))).contains("value.class_names[0]");
    assertThat(reported(kind, value("a", "a"))).contains("value.class_names[1]");
    assertThat(reported(kind, value("a"))).isEmpty();
    boolean isMulti = kind.capabilities().contains(Capability.MULTI);
    assertThat(reported(kind, value("a", "b")).isEmpty()).isEqualTo(isMulti);
    assertThat(reported(kind, value()).isEmpty()).isEqualTo(isMulti);
  }

  private static String reported(LabelKind kind, LabelValue value) {
    Violations violations = new Violations();
    space(kind).check(value, "value", violations);
    try {
      violations.throwIfAny();
      return "";
    } catch (InvalidRequest e) {
      return e.toString();
    }
  }

  @Test
  void votesThatDoNotAgreeLeaveTheMostFrequentAnswer() {
    Votes votes = new Votes(List.of("2", "10", "2", "10", "0"));
    assertThat(space(LabelKind.MULTICLASS).verdict(votes))
        .as("the first class of two")
        .isEqualTo("2");
    assertThat(space(LabelKind.MULTI_LABEL).verdict(new Votes(List.of("0,1", "0", "", "1"))))
        .as("nothing sorts before something")
        .isEmpty();
  }
}
