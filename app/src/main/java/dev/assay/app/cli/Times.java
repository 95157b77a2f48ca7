package dev.assay.app.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as people write them. */
final class Times {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /** What a message can say: ten thousand years. */
  private static final java.time.Duration LONGEST =
      java.time.Duration.ofSeconds(Durations.MAX_VALUE.getSeconds());

  private Times() {}

  /** UTC, to the millisecond; "-" where there is none. */
  static String show(Timestamp time) {
    return Timestamps.compare(time, Timestamp.getDefaultInstance()) == 0
        ? "-"
        : Timestamps.toString(time);
  }

  /** A duration for people, in its two largest units: 21 h 2 min. */
  static String show(Duration duration) {
    long millis = Durations.toMillis(duration);
    if (millis < 0) {
      return "-" + show(Durations.fromMillis(-millis));
    }
    long seconds = millis / 1000;
    if (seconds == 0) {
      return millis == 0 ? "0 s" : millis + " ms";
    }
    long[] amounts = {seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60};
    String[] units = {"d", "h", "min", "s"};
    int first = 0;
    while (amounts[first] == 0) {
      first++;
    }
    String text = amounts[first] + " " + units[first];
    return first + 1 < amounts.length && amounts[first + 1] > 0
        ? text + " " + amounts[first + 1] + " " + units[first + 1]
        : text;
  }

  static Duration parse(String text, String option) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new InputException(
          option + " must be a number with ms, s, m, h or d, such as 30m; it is \"" + text + "\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    java.time.Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> java.time.Duration.ofMillis(amount);
          case "s" -> java.time.Duration.ofSeconds(amount);
          case "m" -> java.time.Duration.ofMinutes(amount);
          case "h" -> java.time.Duration.ofHours(amount);
          default -> java.time.Duration.ofDays(amount);
        };
    if (duration.compareTo(LONGEST) > 0) {
      throw new InputException(
          option + " must be at most " + LONGEST.toDays() + "d; it is \"" + text + "\"");
    }
    return Durations.fromMillis(duration.toMillis());
  }
}
