package dev.assay.server.budget;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.Slice;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What no budget lines can have. */
final class LineRules {
  static final int MAX_LINES = 50;

  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private LineRules() {}

  static void check(List<BudgetLine> lines, String field, Violations violations) {
    violations.require(lines.size() <= MAX_LINES, field, "must be at most " + MAX_LINES);
    Set<String> names = new HashSet<>();
    Set<Slice> setAside = EnumSet.noneOf(Slice.class);
    BigDecimal shares = BigDecimal.ZERO;
    for (int i = 0; i < lines.size(); i++) {
      BudgetLine line = lines.get(i);
      String at = field + "[" + i + "]";
      checkLine(line, at, violations);
      violations.require(
          names.add(line.getName()), at + ".name", "is the name of another line already");
      if (line.getSetAsideShare() > 0 && line.getSetAsideShare() <= 1) {
        shares = shares.add(BigDecimal.valueOf(line.getSetAsideShare()));
        for (Slice slice : line.getSlicesList()) {
          violations.require(
              setAside.add(slice),
              at + ".set_aside_share",
              "another line sets a share aside for " + slice + " already");
        }
      }
    }
    violations.require(
        shares.compareTo(BigDecimal.ONE) <= 0, field, "set more aside than there is");
  }

  /** Reports a name that no line can have. */
  static void checkName(String name, String field, Violations violations) {
    violations.require(
        NAME.matcher(name).matches(),
        field,
        "must be 1 to 63 characters of a-z, 0-9 and \"-\", starting with a letter");
  }

  private static void checkLine(BudgetLine line, String at, Violations violations) {
    checkName(line.getName(), at + ".name", violations);
    checkSlices(line, at, violations);
    violations.require(
        line.getPeriod() != BudgetLine.Period.UNRECOGNIZED,
        at + ".period",
        "is not known to this server");
    switch (line.getAnnotatorsCase()) {
      case ANNOTATOR_ID ->
          FieldRules.annotatorId(line.getAnnotatorId(), at + ".annotator_id", violations);
      case EACH_ANNOTATOR ->
          violations.require(line.getEachAnnotator(), at + ".each_annotator", "must be true");
      default -> {}
    }
    checkCaps(line, at, violations);
    boolean forProject =
        line.getSlicesCount() > 0
            && line.getPeriod() == BudgetLine.Period.PERIOD_UNSPECIFIED
            && line.getAnnotatorsCase() == BudgetLine.AnnotatorsCase.ANNOTATORS_NOT_SET;
    FieldRules.inRange(line.getSetAsideShare(), 0, 1, at + ".set_aside_share", violations);
    violations.require(
        line.getSetAsideShare() == 0 || forProject,
        at + ".set_aside_share",
        "is for lines with slices, and without period and annotators");
  }

  private static void checkSlices(BudgetLine line, String at, Violations violations) {
    Set<Slice> seen = EnumSet.noneOf(Slice.class);
    for (int i = 0; i < line.getSlicesCount(); i++) {
      Slice slice = line.getSlices(i);
      violations.require(
          slice != Slice.SLICE_UNSPECIFIED && slice != Slice.UNRECOGNIZED && seen.add(slice),
          at + ".slices[" + i + "]",
          "must be a slice that does not stand there twice");
    }
  }

  private static void checkCaps(BudgetLine line, String at, Violations violations) {
    if (line.hasCeilingMicros()) {
      FieldRules.inRange(
          line.getCeilingMicros(),
          0,
          FieldRules.MAX_CEILING_MICROS,
          at + ".ceiling_micros",
          violations);
    }
    if (line.hasLabelCeiling()) {
      FieldRules.inRange(
          line.getLabelCeiling(),
          0,
          PlanRules.MAX_LABEL_CEILING,
          at + ".label_ceiling",
          violations);
    }
    if (line.hasAnnotatorTimeCeiling()) {
      FieldRules.duration(
          line.getAnnotatorTimeCeiling(),
          0,
          PlanRules.MAX_TIME_CEILING_MILLIS,
          at + ".annotator_time_ceiling",
          violations);
    }
  }
}
