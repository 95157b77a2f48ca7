package dev.assay.server.request;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of fields that many requests have. Each reports to the violations and changes nothing. */
public final class FieldRules {
  public static final int MAX_REQUEST_ID_LENGTH = 64;
  public static final int MAX_ETAG_LENGTH = 64;
  public static final int MAX_ANNOTATOR_ID_LENGTH = 100;
  public static final int MAX_ITEM_ID_LENGTH = 200;
  public static final int MAX_MODEL_VERSION_LENGTH = 100;

  /** Of an item and of a strata definition. */
  public static final int MAX_ATTRIBUTE_NAME_LENGTH = 63;

  public static final int MAX_REASON_LENGTH = 200;
  public static final long MAX_PRICE_MICROS = 1_000_000_000_000_000L;
  public static final long MAX_CEILING_MICROS = 1_000_000_000_000_000_000L;

  /** The longest time that a label can be said to take, or to have taken. */
  public static final long MAX_LABELING_MILLIS = 86_400_000L;

  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9:._/-]{0,49}");

  private FieldRules() {}

  /** 1 to 64 visible ASCII characters. */
  public static void requestId(String value, String field, Violations violations) {
    violations.require(
        !value.isEmpty()
            && value.length() <= MAX_REQUEST_ID_LENGTH
            && value.chars().allMatch(c -> c > ' ' && c < 0x7f),
        field,
        "must be 1 to "
            + MAX_REQUEST_ID_LENGTH
            + " visible ASCII characters, a random UUID by custom");
  }

  /** At most 64 visible ASCII characters; empty when the caller has none. */
  public static void etag(String value, String field, Violations violations) {
    violations.require(
        value.length() <= MAX_ETAG_LENGTH && value.chars().allMatch(c -> c > ' ' && c < 0x7f),
        field,
        "must be the etag of the resource as it was read, or empty");
  }

  /** 1 to 100 characters. */
  public static void annotatorId(String value, String field, Violations violations) {
    text(value, 1, MAX_ANNOTATOR_ID_LENGTH, field, violations);
  }

  /**
   * Tags, none twice: each 1 to 50 letters, digits and {@code :._/-}, of which the first is a
   * letter or a digit.
   */
  public static void tags(List<String> tags, int maxCount, String field, Violations violations) {
    violations.require(tags.size() <= maxCount, field, "must be at most " + maxCount);
    for (int i = 0; i < Math.min(tags.size(), maxCount); i++) {
      String place = field + "[" + i + "]";
      violations.require(
          TAG.matcher(tags.get(i)).matches(),
          place,
          "must be 1 to 50 of a-z, A-Z, 0-9 and \":._/-\", the first a letter or a digit");
      violations.require(!tags.subList(0, i).contains(tags.get(i)), place, "stands twice");
    }
  }

  /** 1 to 200 characters. */
  public static void itemId(String value, String field, Violations violations) {
    text(value, 1, MAX_ITEM_ID_LENGTH, field, violations);
  }

  /** At most 100 characters, and no fewer than the least. */
  public static void modelVersion(
      String value, int minLength, String field, Violations violations) {
    text(value, minLength, MAX_MODEL_VERSION_LENGTH, field, violations);
  }

  /** A text with a number of characters in the range, and without control characters. */
  public static void text(
      String value, int minLength, int maxLength, String field, Violations violations) {
    int length = value.codePointCount(0, value.length());
    violations.require(
        length >= minLength && length <= maxLength,
        field,
        "must be " + minLength + " to " + maxLength + " characters");
    violations.require(
        value.chars().noneMatch(Character::isISOControl),
        field,
        "must not hold control characters");
  }

  /** A number in the range, both ends included. */
  public static void inRange(long value, long min, long max, String field, Violations violations) {
    violations.require(value >= min && value <= max, field, "must be from " + min + " to " + max);
  }

  /** A finite number in the range, both ends included. */
  public static void inRange(
      double value, double min, double max, String field, Violations violations) {
    violations.require(value >= min && value <= max, field, "must be from " + min + " to " + max);
  }

  /** A duration in the range, both ends included. */
  public static void duration(
      Duration value, long minMillis, long maxMillis, String field, Violations violations) {
    boolean inRange = Durations.isValid(value);
    if (inRange) {
      long seconds = value.getSeconds();
      inRange = Math.abs(seconds) <= maxMillis / 1000 + 1;
    }
    if (inRange) {
      long millis = Durations.toMillis(value);
      inRange = millis >= minMillis && millis <= maxMillis;
    }
    violations.require(
        inRange, field, "must be from " + words(minMillis) + " to " + words(maxMillis));
  }

  /** A duration in the largest unit that it is a whole number of, as policies write it: 30d. */
  public static String words(long millis) {
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 60 != 0 || seconds == 0) {
      return seconds + "s";
    }
    if (seconds % 3_600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
  }
}
