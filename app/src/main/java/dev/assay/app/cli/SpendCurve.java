package dev.assay.app.cli;

import com.google.protobuf.util.Timestamps;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.JournalEntry.Account;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was charged over time, in all, by slice and by budget line, from the entries of the journal
 * as they come: in as much memory whether they are ten or ten millions.
 */
final class SpendCurve {
  /** The number of equal parts that the time is cut into. */
  static final int BINS = 60;

  /** The most budget lines that are followed, the first ones of the plan. */
  static final int MAX_LINES = 5;

  private final long startMillis;
  private final long endMillis;
  private final long[] total = new long[BINS];
  private final long[] ceilingMicros = new long[BINS];
  private final Map<Slice, long[]> slices = new EnumMap<>(Slice.class);
  private final List<BudgetLine> lines;
  private final List<long[]> lineCharges = new ArrayList<>();

  /**
   * A curve without any charge.
   *
   * @param endMillis what comes later counts as then
   * @param planned the plan's lines
   */
  SpendCurve(long startMillis, long endMillis, List<BudgetLine> planned) {
    this.startMillis = startMillis;
    this.endMillis = Math.max(endMillis, startMillis + 1);
    this.lines = planned.stream().filter(SpendCurve::isOne).limit(MAX_LINES).toList();
    lines.forEach(line -> lineCharges.add(new long[BINS]));
  }

  /** Whether a line is one balance, rather than one for each period or annotator. */
  private static boolean isOne(BudgetLine line) {
    return line.getPeriod() == BudgetLine.Period.PERIOD_UNSPECIFIED && !line.getEachAnnotator();
  }

  /** Adds an entry; entries come in their order. */
  void add(JournalEntry entry) {
    int bin = bin(Timestamps.toMillis(entry.getCreateTime()));
    ceilingMicros[bin] = entry.getCeilingMicros();
    long micros =
        entry.getDebitAccount() == Account.ACCOUNT_CHARGED
            ? entry.getAmountMicros()
            : entry.getCreditAccount() == Account.ACCOUNT_CHARGED ? -entry.getAmountMicros() : 0;
    if (micros == 0) {
      return;
    }
    total[bin] += micros;
    slices.computeIfAbsent(entry.getSlice(), slice -> new long[BINS])[bin] += micros;
    for (int line = 0; line < lines.size(); line++) {
      if (isUnder(lines.get(line), entry)) {
        lineCharges.get(line)[bin] += micros;
      }
    }
  }

  /** No line has adjustments. */
  private static boolean isUnder(BudgetLine line, JournalEntry entry) {
    return entry.getSlice() != Slice.SLICE_UNSPECIFIED
        && (line.getSlicesCount() == 0 || line.getSlicesList().contains(entry.getSlice()))
        && (line.getAnnotatorId().isEmpty()
            || line.getAnnotatorId().equals(entry.getAnnotatorId()));
  }

  private int bin(long millis) {
    double part = (millis - startMillis) / (double) (endMillis - startMillis);
    return (int) Math.min(Math.max(Math.ceil(part * BINS) - 1, 0), BINS - 1);
  }

  long startMillis() {
    return startMillis;
  }

  long endMillis() {
    return endMillis;
  }

  /** Whether nothing was ever charged. */
  boolean isEmpty() {
    return slices.isEmpty();
  }

  /** The slices with charges; {@code SLICE_UNSPECIFIED} has the adjustments. */
  List<Slice> slices() {
    return List.copyOf(slices.keySet());
  }

  List<BudgetLine> lines() {
    return lines;
  }

  /** What was charged by the start and by the end of each bin, in millionths. */
  double[] charged() {
    return sums(total);
  }

  /** The same of one slice. */
  double[] charged(Slice slice) {
    return sums(slices.getOrDefault(slice, new long[BINS]));
  }

  /** The same of one of the lines, by its place. */
  double[] charged(int line) {
    return sums(lineCharges.get(line));
  }

  /** The ceiling at the same times. */
  double[] ceiling() {
    double[] ceiling = new double[BINS + 1];
    long known = 0;
    for (int bin = 0; bin < BINS; bin++) {
      known = ceilingMicros[bin] == 0 ? known : ceilingMicros[bin];
      ceiling[bin + 1] = known;
    }
    ceiling[0] = ceiling[1];
    return ceiling;
  }

  private static double[] sums(long[] charges) {
    double[] sums = new double[BINS + 1];
    long sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += charges[bin];
      sums[bin + 1] = sum;
    }
    return sums;
  }
}
