package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.Combination;
import dev.assay.v1.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyFileTest {
  @TempDir private Path folder;

  private Policy read(String text) throws IOException {
    return PolicyFile.read(Files.writeString(folder.resolve("policy.yaml"), text));
  }

  @Test
  void aDozenLinesAreAPolicy() throws IOException {
    Policy policy =
        read(
            """
            # what to buy next
            combination:
              form: product
              terms:
                - {strategy: margin, weight: 2}
                - strategy: information-density
            diversity_radius: 0.05
            exploration_share: 0.2
            wave_size: 200
            lease: 45m
            gold: {}
            """);
    assertThat(policy)
        .isEqualTo(
            Policy.newBuilder()
                .setCombination(
                    Combination.newBuilder()
                        .setForm(Combination.Form.FORM_PRODUCT)
                        .addTerms(Combination.Term.newBuilder().setStrategy("margin").setWeight(2))
                        .addTerms(Combination.Term.newBuilder().setStrategy("information-density")))
                .setDiversityRadius(.05)
                .setExplorationShare(.2)
                .setWaveSize(200)
                .setLease(Durations.fromMinutes(45))
                .setGold(Policy.newBuilder().getGoldBuilder())
                .build());
    assertThat(read("{\"strategy\": \"margin\", \"sharpness\": 6}").getSharpness()).isEqualTo(6);
  }

  /** Whatever the contract comes to have can be written and is read as it was. */
  @Test
  void everyFieldOfAPolicyCanBeWritten() throws IOException {
    Policy full = ((Policy.Builder) filled(Policy.newBuilder(), 1)).clearVersion().build();
    for (FieldDescriptor field : Policy.getDescriptor().getFields()) {
      assertThat(full.getAllFields().containsKey(field))
          .as(field.getName())
          .isEqualTo(PolicyFile.isWritable(field));
    }
    assertThat(read(PolicyFile.text(full))).isEqualTo(full);
  }

  private static Message.Builder filled(Message.Builder message, int number) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() != null
          && message.hasOneof(field.getRealContainingOneof())) {
        continue;
      }
      for (int k = 1; k <= (field.isRepeated() ? 2 : 1); k++) {
        Object value = value(message, field, number + k);
        if (field.isRepeated()) {
          message.addRepeatedField(field, value);
        } else {
          message.setField(field, value);
        }
      }
    }
    return message;
  }

  private static Object value(Message.Builder message, FieldDescriptor field, int number) {
    return switch (field.getJavaType()) {
      case DOUBLE -> number / 8.0;
      case FLOAT -> number / 8f;
      case INT -> number;
      case LONG -> (long) number;
      case BOOLEAN -> true;
      case STRING -> "a \"name\" \\ with: #marks " + number;
      case ENUM -> field.getEnumType().getValues().get(1);
      case MESSAGE ->
          field.getMessageType().equals(Duration.getDescriptor())
              ? Durations.fromMillis(1_500L * number)
              : filled(message.newBuilderForField(field), number).build();
      default -> throw new IllegalStateException("a kind of field that no policy had: " + field);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stratgy: margin | :1:1: there is no \"stratgy\"; did you mean \"strategy\"?",
        "sharpness: 3\\n  exploration_share: .1 | :2:20: mapping values are not allowed here",
        "sharpness: 3\\nsharpness: 4 | :2:1: \"sharpness\" is there twice",
        "sharpness: much | :1:12: \"sharpness\" must be a number, not \"much\"",
        "wave_size: 1.5 | :1:12: \"wave_size\" must be a whole number, not \"1.5\"",
        "registered_only: yes | :1:18: \"registered_only\" must be true or false, not \"yes\"",
        "lease: 3 weeks | :1:8: lease must be a number with ms, s, m, h or d",
        "strategy: [margin] | :1:11: \"strategy\" must be one value",
        "sharpness: | :1:11: \"sharpness\" has no value",
        "version: 3 | :1:1: there is no \"version\"",
        "combination: margin | :1:14: must be fields",
        "combination: {terms: {strategy: a}} | :1:22: \"terms\" must be a list",
        "combination: {form: quotient} | :1:21: \"form\" must be one of sum, product",
        "combination:\\n"
            + "  terms:\\n"
            + "    - {strategie: a} | :3:8: there is no \"strategie\"; did you mean",
        "xyzzy: 1 | :1:1: there is no \"xyzzy\"; there are strategy, exploration_share",
        "- a | :1:1: must be fields"
      })
  void whatIsWrongIsSaidWithLineAndColumn(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("policy.yaml" + message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void anEmptyFileAndNoneAreRefused() {
    assertThatThrownBy(() -> read("# nothing\n"))
        .hasMessageEndingWith(
            "policy.yaml has no field: write one, such as \"strategy: ...\", or {} for all"
                + " defaults");
    assertThatThrownBy(() -> PolicyFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void durationsBeyondAllAndTextOfOtherEncodingsAreRefusedInOneLine() throws IOException {
    assertThatThrownBy(() -> read("lease: 999999999d"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("policy.yaml:1:8: lease must be at most 3652500d");
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> PolicyFile.read(latin))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("latin.yaml is not text in UTF-8");
  }

  @Test
  void valuesOfEnumerationsMayBeWrittenWithHyphens() throws IOException {
    assertThat(read("quota: {kind: as-selected}")).isEqualTo(read("quota: {kind: as_selected}"));
  }

  /** What a server would refuse is refused with the place of each. */
  @Test
  void aCheckFindsWhatAServerWouldRefuse() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            exploration_share: 0.001
            combination:
              terms:
                - strategy: margin
                - strategy: margin
                - {strategy: nonsense, weight: 2}
            lease: 90d
            max_votes: 1
            agreeing_votes: 3
            """);
    CommandRun run = CommandRun.of("policy", "check", file.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("wrong.yaml:1:1: exploration_share must be from 0.01 to 1.0")
        .contains("wrong.yaml:5:7: combination.terms[1].strategy is the same as another term's")
        .contains("wrong.yaml:6:8: combination.terms[2].strategy must be one of")
        .contains("wrong.yaml:7:1: lease must be from 1s to 30d")
        .contains("wrong.yaml:8:1: max_votes is 1, below the 3 agreeing_votes");
  }

  @Test
  void aCheckWarnsOfWhatHasNoEffect() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("idle.yaml"),
            "strategy: margin\nstale_scores: refuse\nmeasure: 0.8\nlease: 2700s\n");
    CommandRun run = CommandRun.of("policy", "check", file.toString());
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.err())
        .contains("idle.yaml: stale_scores has no effect without max_score_age")
        .contains("idle.yaml: measure has an effect on the strategy \"two-phase\" alone");
    assertThat(run.out()).contains("lease: 45m\n");
  }

  /** The schema's ranges are those of the rules: each end is taken, and nothing beyond. */
  @Test
  void theRangesOfTheSchemaAreThoseOfTheRules() {
    int checked = 0;
    for (FieldDescriptor field : Policy.getDescriptor().getFields()) {
      checked += rangeIsThatOfTheRules(Policy.newBuilder(), field);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()) {
        for (FieldDescriptor part : field.getMessageType().getFields()) {
          checked += partRangeIsThatOfTheRules(field, part);
        }
      }
    }
    assertThat(checked).isGreaterThan(25);
  }

  private static int rangeIsThatOfTheRules(Policy.Builder policy, FieldDescriptor field) {
    PolicyRanges.Range range = PolicyRanges.of(field);
    if (range == null) {
      return 0;
    }
    assertThat(refused(policy.setField(field, number(field, range.max())).build(), field))
        .as(field.getName())
        .isFalse();
    assertThat(refused(policy.setField(field, number(field, range.max() + 1)).build(), field))
        .as(field.getName())
        .isTrue();
    return 1;
  }

  private static int partRangeIsThatOfTheRules(FieldDescriptor whole, FieldDescriptor field) {
    PolicyRanges.Range range = PolicyRanges.of(field);
    if (range == null) {
      return 0;
    }
    Policy.Builder policy = Policy.newBuilder();
    Message.Builder part = policy.newBuilderForField(whole);
    part.setField(field, number(field, range.max() + 1));
    assertThat(refused(policy.setField(whole, part.build()).build(), field))
        .as(field.getFullName())
        .isTrue();
    return 1;
  }

  private static Object number(FieldDescriptor field, double value) {
    return switch (field.getJavaType()) {
      case INT -> (int) value;
      case LONG -> (long) value;
      default -> value;
    };
  }

  private static boolean refused(Policy policy, FieldDescriptor field) {
    return new PolicyRules(Strategies.names(), VerdictModels.names())
        .violations(policy, "policy").found().stream()
            .anyMatch(
                violation ->
                    violation.getField().endsWith(field.getName())
                        && violation.getDescription().startsWith("must be"));
  }

  @Test
  void theNearestNameIsTheOneOfTheFewestChanges() {
    List<String> names = List.of("sharpness", "lease", "gold");
    assertThat(Nearest.of("sharpnes", names)).isEqualTo("sharpness");
    assertThat(Nearest.of("leese", names)).isEqualTo("lease");
    assertThat(Nearest.of("budget", names)).isNull();
  }

  @Test
  void theSchemaInTheDocumentsIsThatOfTheContract() throws IOException {
    assertThat(CommandRun.of("policy", "schema").out())
        .as("./assay policy schema > docs/policy.schema.json")
        .isEqualTo(Files.readString(Path.of("..", "docs", "policy.schema.json")));
  }
}
