package dev.assay.server.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.assay.v1.ErrorReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract says of each reason of a failure, held against the failures themselves. */
final class ErrorReasonTest {
  private static final String PREFIX = "ERROR_REASON_";
  private static final Path CONTRACT = Path.of("../proto/assay/v1/error_reason.proto");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern VALUE =
      Pattern.compile("((?: *//.*\n)+) *" + PREFIX + "(\\w+) = \\d+;");
  private static final Pattern EXAMPLE = Pattern.compile("// (\\{\"reason\".*})");

  /** Reason to what the contract's comment says of it. */
  private static final Map<String, String> comments = new HashMap<>();

  private static List<Failure> failures = List.of();
  private static String tests = "";

  static Stream<String> reasons() {
    return Arrays.stream(ErrorReason.values())
        .filter(reason -> reason != ErrorReason.ERROR_REASON_UNSPECIFIED)
        .filter(reason -> reason != ErrorReason.UNRECOGNIZED)
        .map(reason -> reason.name().substring(PREFIX.length()));
  }

  @BeforeAll
  static void read() throws Exception {
    Matcher value = VALUE.matcher(Files.readString(CONTRACT));
    while (value.find()) {
      comments.put(value.group(2), value.group(1));
    }
    List<Class<?>> classes =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(Failure.class)
                .stream()
                .filter(type -> type.isAssignableTo(Failure.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> !type.isEquivalentTo(RememberedRefusal.class))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    failures = classes.stream().map(ErrorReasonTest::sample).toList();
    try (Stream<Path> files = Files.walk(TESTS)) {
      tests =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(ErrorReasonTest::text)
              .collect(Collectors.joining());
    }
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void isTheReasonOfOneFailureWithTheStatusAndMetadataThatTheContractShows(String reason) {
    List<Failure> of =
        failures.stream().filter(failure -> info(failure).getReason().equals(reason)).toList();
    assertThat(of).hasSize(1);
    Failure failure = of.get(0);
    String comment = Objects.requireNonNull(comments.get(reason));
    JsonObject example = example(comment);
    assertThat(example.get("reason").getAsString()).isEqualTo(reason);
    assertThat(example.get("domain").getAsString()).isEqualTo(info(failure).getDomain());
    assertThat(info(failure).getMetadataMap().keySet())
        .isEqualTo(example.getAsJsonObject("metadata").keySet());
    assertThat(comment).contains(Code.forNumber(failure.status().getCode()).name());
    assertThat(failure.status().getMessage()).hasLineCount(1);
    assertThat(comment.contains("google.rpc.RetryInfo"))
        .isEqualTo(
            failure.status().getDetailsList().stream()
                .anyMatch(detail -> detail.getTypeUrl().endsWith("google.rpc.RetryInfo")));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void isExpectedByATest(String reason) {
    String type =
        failures.stream()
            .filter(failure -> info(failure).getReason().equals(reason))
            .map(failure -> failure.getClass().getSimpleName())
            .collect(Collectors.joining());
    Pattern expected =
        Pattern.compile("\\b(" + type + "\\.class|(" + PREFIX + ")?" + reason + ")\\b");
    assertThat(expected.matcher(tests).find()).as("a test that expects %s", expected).isTrue();
  }

  private static ErrorInfo info(Failure failure) {
    try {
      return failure.status().getDetails(0).unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the first detail of " + failure + " is no ErrorInfo", e);
    }
  }

  private static JsonObject example(String comment) {
    Matcher example = EXAMPLE.matcher(comment);
    assertThat(example.find()).as(comment).isTrue();
    return JsonParser.parseString(example.group(1)).getAsJsonObject();
  }

  /** A failure with facts of no meaning. */
  private static Failure sample(Class<?> type) {
    Constructor<?> constructor =
        Arrays.stream(type.getConstructors())
            .filter(each -> !List.of(each.getParameterTypes()).contains(List.class))
            .findFirst()
            .orElseThrow();
    try {
      return (Failure)
          constructor.newInstance(
              Arrays.stream(constructor.getParameterTypes()).map(ErrorReasonTest::fact).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(constructor.toString(), e);
    }
  }

  private static Object fact(Class<?> type) {
    if (type == Code.class) {
      return Code.FAILED_PRECONDITION; // one of those that the caller may choose from
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    Map<Class<?>, Object> facts =
        Map.of(
            String.class,
            "x",
            int.class,
            1,
            long.class,
            1L,
            Throwable.class,
            new IllegalStateException("x"));
    return Objects.requireNonNull(facts.get(type), () -> "give a value for " + type);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
