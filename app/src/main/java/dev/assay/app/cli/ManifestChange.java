package dev.assay.app.cli;

import dev.assay.v1.SyntheticTrainingRow;
import dev.assay.v1.TrainingSetRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one manifest has otherwise than another.
 *
 * @param row its item, or the two that it is made up of
 * @param what "added", "removed", or the field that differs
 * @param earlier the value in the earlier one, "-" for none
 * @param later the value in the later one, "-" for none
 */
record ManifestChange(String row, String what, String earlier, String later) {

  /** All changes: removed rows in the earlier order, then the others in the later one. */
  static List<ManifestChange> between(ManifestFile earlier, ManifestFile later) {
    Map<String, TrainingSetRow> before = byName(earlier);
    Map<String, TrainingSetRow> after = byName(later);
    List<ManifestChange> changes = new ArrayList<>();
    before.forEach(
        (name, row) -> {
          if (!after.containsKey(name)) {
            changes.add(
                new ManifestChange(name, "removed", LabelTexts.show(row.getVerdict()), "-"));
          }
        });
    after.forEach(
        (name, row) -> {
          TrainingSetRow old = before.get(name);
          if (old == null) {
            changes.add(new ManifestChange(name, "added", "-", LabelTexts.show(row.getVerdict())));
          } else {
            changes.addAll(of(name, old, row));
          }
        });
    return changes;
  }

  private static List<ManifestChange> of(String name, TrainingSetRow old, TrainingSetRow row) {
    List<ManifestChange> changes = new ArrayList<>();
    add(
        changes,
        name,
        "label",
        LabelTexts.show(old.getVerdict()),
        LabelTexts.show(row.getVerdict()));
    add(changes, name, "split", split(old), split(row));
    add(changes, name, "times", "" + old.getMultiplicity(), "" + row.getMultiplicity());
    add(changes, name, "weight", number(old.getWeight()), number(row.getWeight()));
    add(changes, name, "soft label", soft(old), soft(row));
    return changes;
  }

  private static void add(
      List<ManifestChange> changes, String name, String what, String earlier, String later) {
    if (!earlier.equals(later)) {
      changes.add(new ManifestChange(name, what, earlier, later));
    }
  }

  private static Map<String, TrainingSetRow> byName(ManifestFile manifest) {
    Map<String, TrainingSetRow> rows = new LinkedHashMap<>();
    manifest.rows().forEach(row -> rows.put(name(row), row));
    return rows;
  }

  /** The item, or of a row that is made up "parent + step neighbour". */
  static String name(TrainingSetRow row) {
    if (!row.hasSynthetic()) {
      return row.getItemId();
    }
    SyntheticTrainingRow made = row.getSynthetic();
    return String.format(
        Locale.ROOT,
        "%s + %.6f %s",
        made.getParentItemId(),
        made.getStep(),
        made.getNeighbourItemId());
  }

  private static String split(TrainingSetRow row) {
    return row.getSplit().name().replace("SPLIT_", "").toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static String soft(TrainingSetRow row) {
    List<String> parts = row.getSoftLabelList().stream().map(ManifestChange::number).toList();
    return parts.isEmpty() ? "-" : String.join(" ", parts);
  }
}
