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

  private Times() {}

  /** UTC, to the millisecond; "-" where there is none. */
  static String show(Timestamp time) {
    return Timestamps.compare(time, Timestamp.getDefaultInstance()) == 0
        ? "-"
        : Timestamps.toString(time);
  }

  static Duration parse(String text, String option) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new InputException(
          option + " must be a number with ms, s, m, h or d, such as 30m; it is \"" + text + "\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Durations.fromMillis(amount);
      case "s" -> Durations.fromSeconds(amount);
      case "m" -> Durations.fromMinutes(amount);
      case "h" -> Durations.fromHours(amount);
      default -> Durations.fromDays(amount);
    };
  }
}
