package dev.assay.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.rpc.BadRequest.FieldViolation;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits of fields that many requests have, as the contract states them. */
final class FieldLimitsTest {
  private interface TextRule {
    void check(String value, String field, Violations violations);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        argumentSet("request id", (TextRule) FieldRules::requestId, 1, 64),
        argumentSet("etag", (TextRule) FieldRules::etag, 0, 64),
        argumentSet("annotator id", (TextRule) FieldRules::annotatorId, 1, 100),
        argumentSet("item id", (TextRule) FieldRules::itemId, 1, 200),
        argumentSet(
            "model version",
            (TextRule) (value, field, found) -> FieldRules.modelVersion(value, 1, field, found),
            1,
            100));
  }

  private static List<String> fields(Consumer<Violations> check) {
    Violations violations = new Violations();
    check.accept(violations);
    return violations.found().stream().map(FieldViolation::getField).toList();
  }

  @Test
  void tagsAreFewShortAndPlain() {
    assertThat(fields(v -> FieldRules.tags(List.of("a", "x".repeat(50), "0:._/-"), 3, "f", v)))
        .isEmpty();
    assertThat(fields(v -> FieldRules.tags(List.of("a", "b"), 1, "f", v))).containsExactly("f");
    for (String wrong : List.of("", "x".repeat(51), "-a", "a b", "a,b", "\u00e9")) {
      assertThat(fields(v -> FieldRules.tags(List.of("a", wrong), 3, "f", v)))
          .containsExactly("f[1]");
    }
    assertThat(fields(v -> FieldRules.tags(List.of("a", "a"), 3, "f", v))).containsExactly("f[1]");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsTakenFromItsLeastToItsMostCharacters(TextRule rule, int least, int most) {
    assertThat(fields(v -> rule.check("x".repeat(least), "f", v))).isEmpty();
    assertThat(fields(v -> rule.check("x".repeat(most), "f", v))).isEmpty();
    assertThat(fields(v -> rule.check("x".repeat(most + 1), "f", v))).containsExactly("f");
    if (least > 0) {
      assertThat(fields(v -> rule.check("x".repeat(least - 1), "f", v))).containsExactly("f");
    }
  }

  @Test
  void tenLevelsFromAHalfToNineHundredNinetyNineThousandthsAreTaken() {
    assertThat(fields(v -> Levels.check(List.of(0.5, 0.999), v))).isEmpty();
    assertThat(fields(v -> Levels.check(List.of(0.9, 0.499, 0.9991, Double.NaN), v)))
        .containsExactly("levels[1]", "levels[2]", "levels[3]");
    assertThat(fields(v -> Levels.check(Collections.nCopies(10, 0.9), v))).isEmpty();
    assertThat(fields(v -> Levels.check(Collections.nCopies(11, 0.9), v)))
        .containsExactly("levels");
    assertThat(Levels.orDefault(List.of())).containsExactly(0.9, 0.95);
    assertThat(Levels.orDefault(List.of(0.8))).containsExactly(0.8);
  }
}
