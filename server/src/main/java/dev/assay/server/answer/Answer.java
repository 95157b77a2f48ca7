package dev.assay.server.answer;

import java.util.Arrays;

/**
 * One answer in its canonical form, which the {@link LabelSpace} writes and reads: two answers are
 * the same exactly when their texts are.
 *
 * @param text what the store keeps
 */
public record Answer(String text) {

  /** The index of the one class that an answer names, in a space where it names exactly one. */
  public static int classIndex(String text) {
    return Integer.parseInt(text);
  }

  /** The indices of the classes that an answer names, ascending. */
  public static int[] classIndices(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
