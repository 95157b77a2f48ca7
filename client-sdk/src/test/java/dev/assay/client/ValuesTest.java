package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Timestamp;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Test
  void aProjectNameIsReadAndWritten() {
    assertThat(ProjectName.of("digits-2")).hasToString("projects/digits-2");
    assertThat(ProjectName.parse("projects/digits-2")).isEqualTo(ProjectName.of("digits-2"));
    assertThat(ProjectName.of("a").id()).isEqualTo("a");
    assertThat(ProjectName.of("a" + "b".repeat(62)).id()).hasSize(63);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "-a", "a-", "A", "a_b", "a/b", "ä"})
  void aMalformedProjectIdIsRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProjectName.of(id))
        .withMessageContaining("63");
    assertThatIllegalArgumentException().isThrownBy(() -> ProjectName.parse("projects/" + id));
  }

  @Test
  void aNameThatIsTooLongOrOfAnotherCollectionIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProjectName.of("a".repeat(64)));
    assertThatIllegalArgumentException().isThrownBy(() -> ProjectName.parse("digits"));
    assertThatIllegalArgumentException().isThrownBy(() -> ProjectName.parse("items/digits"));
  }

  @Test
  void amountsAreConvertedExactlyOrNotAtAll() {
    assertThat(Micros.of("0.05")).isEqualTo(50_000);
    assertThat(Micros.of("-12.5")).isEqualTo(-12_500_000);
    assertThat(Micros.toBigDecimal(1)).isEqualByComparingTo("0.000001");
    assertThat(Micros.of(Micros.toBigDecimal(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Micros.of("0.0000001"));
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Micros.of("1e13"));
    assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Micros.of("five"));
  }

  @Test
  void timesAreConvertedBothWays() {
    Instant instant = Instant.parse("2026-01-02T03:04:05.000000006Z");
    assertThat(ProtoTime.from(instant))
        .isEqualTo(Timestamp.newBuilder().setSeconds(1_767_323_045).setNanos(6).build());
    assertThat(ProtoTime.toInstant(ProtoTime.from(instant))).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_500_000_000, -1, -1_500_000_000, -2_000_000_000})
  void bothPartsOfADurationHaveOneSign(long nanos) {
    com.google.protobuf.Duration converted = ProtoTime.from(Duration.ofNanos(nanos));
    assertThat(Long.signum(converted.getSeconds()) * Integer.signum(converted.getNanos()))
        .isNotNegative();
    assertThat(Math.abs(converted.getNanos())).isLessThan(1_000_000_000);
    assertThat(ProtoTime.toDuration(converted)).isEqualTo(Duration.ofNanos(nanos));
  }

  @Test
  void anAnswerCarriesTheTokenOfItsAssignment() {
    var answer = LabelClient.answer(Assignment.newBuilder().setToken("t-1").build(), "cat", "dog");
    assertThat(answer.getToken()).isEqualTo("t-1");
    assertThat(answer.getValue().getClassNamesList()).containsExactly("cat", "dog");
  }

  @Test
  void schemasHaveTheirKindAndClassesInOrder() {
    assertThat(LabelSchemas.binary("no", "yes").getClassNamesList()).containsExactly("no", "yes");
    assertThat(LabelSchemas.binary("no", "yes").getKind()).isEqualTo(LabelSchema.Kind.KIND_BINARY);
    assertThat(LabelSchemas.multiclass(List.of("b", "a")).getClassNamesList())
        .containsExactly("b", "a");
    assertThat(LabelSchemas.multiclass(List.of()).getKind())
        .isEqualTo(LabelSchema.Kind.KIND_MULTICLASS);
    assertThat(LabelSchemas.multiLabel(List.of()).getKind())
        .isEqualTo(LabelSchema.Kind.KIND_MULTI_LABEL);
  }

  @Test
  void aRateNeedsTime() {
    assertThat(new Progress(500, 1, Duration.ofMillis(250)).recordsPerSecond()).isEqualTo(2_000);
    assertThat(new Progress(500, 1, Duration.ZERO).recordsPerSecond()).isZero();
  }
}
