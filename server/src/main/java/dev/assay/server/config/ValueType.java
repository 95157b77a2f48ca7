package dev.assay.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param unit what the text is, for people: "bytes", "a duration"
 * @param parser reads the text; throws IllegalArgumentException with a message that begins "must"
 */
record ValueType<T>(String unit, Function<String, T> parser) {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  static ValueType<HostPort> address() {
    return new ValueType<>("host:port", HostPort::parse);
  }

  /** The path of a file; the empty text is no file. */
  static ValueType<Optional<Path>> optionalFile() {
    return new ValueType<>(
        "file", text -> text.isEmpty() ? Optional.empty() : Optional.of(file(text)));
  }

  /** Where a store is: its engine makes of it what it will. */
  static ValueType<String> place() {
    return new ValueType<>(
        "file",
        text -> {
          if (text.isEmpty()) {
            throw new IllegalArgumentException("must name a file");
          }
          return text;
        });
  }

  private static Path file(String text) {
    return Path.of(text);
  }

  static ValueType<Boolean> truth() {
    return new ValueType<>(
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("must be true or false");
            });
  }

  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    String list = String.join(", ", names);
    return new ValueType<>(
        list,
        text -> {
          if (!names.contains(text)) {
            throw new IllegalArgumentException("must be one of " + list);
          }
          return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
  }

  /** Any whole number; the empty text is none. */
  static ValueType<Optional<Long>> optionalSeed() {
    return new ValueType<>(
        "number",
        text -> {
          try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number of 64 bits", e);
          }
        });
  }

  static ValueType<Integer> count(String unit, int min, int max) {
    return new ValueType<>(
        unit,
        text -> {
          if (!text.matches("[0-9]{1,10}")
              || Long.parseLong(text) < min
              || Long.parseLong(text) > max) {
            throw new IllegalArgumentException("must be from " + min + " to " + max + " " + unit);
          }
          return Integer.parseInt(text);
        });
  }

  static ValueType<Duration> duration(Duration min, Duration max) {
    return new ValueType<>(
        "a duration such as 500ms, 30s, 5m, 12h or 30d",
        text -> {
          Matcher matcher = DURATION.matcher(text);
          if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number with ms, s, m, h or d: 30s");
          }
          Duration value = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
          if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("must be from " + text(min) + " to " + text(max));
          }
          return value;
        });
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0 && millis > 0) {
      return millis / 86_400_000 + "d";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
