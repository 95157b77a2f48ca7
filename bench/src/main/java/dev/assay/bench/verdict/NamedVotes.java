package dev.assay.bench.verdict;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The votes of a reference case with the names of its items, annotators and classes, each in order
 * of the letters.
 */
record NamedVotes(
    List<String> items, List<String> annotators, List<String> labels, VoteTable votes, Value gold) {

  /** Reads the input of a crowd-kit case. */
  static NamedVotes of(Struct crowdKit, String name) {
    Value input = JsonValues.at(crowdKit, "inputs", name);
    List<Value> rows =
        JsonValues.list(JsonValues.at(crowdKit, "inputs", name, "votes[task,worker,label]"));
    List<List<String>> columns = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Value row : rows) {
      for (int column = 0; column < 3; column++) {
        columns.get(column).add(row.getListValue().getValues(column).getStringValue());
      }
    }
    List<List<String>> names =
        columns.stream().map(column -> column.stream().distinct().sorted().toList()).toList();
    int[][] numbers = new int[3][rows.size()];
    for (int column = 0; column < 3; column++) {
      List<String> own = names.get(column);
      numbers[column] = columns.get(column).stream().mapToInt(own::indexOf).toArray();
    }
    Map<String, Value> fields = input.getStructValue().getFieldsMap();
    return new NamedVotes(
        names.get(0),
        names.get(1),
        names.get(2),
        VoteTable.of(
            names.get(0).size(),
            names.get(1).size(),
            names.get(2).size(),
            numbers[0],
            numbers[1],
            numbers[2]),
        fields.getOrDefault("gold", Value.getDefaultInstance()));
  }

  /** The votes alone. */
  Evidence evidence() {
    return Evidence.of(votes);
  }

  /** The votes with the gold items known. */
  Evidence withGold() {
    int[] known = new int[items.size()];
    Arrays.fill(known, Evidence.UNKNOWN);
    gold.getStructValue()
        .getFieldsMap()
        .forEach(
            (item, label) -> known[items.indexOf(item)] = labels.indexOf(label.getStringValue()));
    return evidence().withKnown(known);
  }

  /** Puts the probabilities of an expected table beside ours, cell by cell. */
  void probabilities(
      ReferenceChecks checks, String what, Value expected, Verdicts ours, double tolerance) {
    List<Double> reference = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    for (Value row : JsonValues.list(expected)) {
      int item = items.indexOf(JsonValues.text(row, "task"));
      for (int label = 0; label < labels.size(); label++) {
        if (row.getStructValue().containsFields(labels.get(label))) {
          reference.add(JsonValues.number(row, labels.get(label)));
          own.add(ours.posterior(item, label));
        }
      }
    }
    checks.numbers(what + ": probabilities", reference, own, tolerance);
  }

  /** Puts a number of each annotator beside ours. */
  void ofAnnotators(
      ReferenceChecks checks, String what, Value expected, double[] ours, double tolerance) {
    List<Double> reference = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    for (int who = 0; who < annotators.size(); who++) {
      reference.add(JsonValues.number(expected, annotators.get(who)));
      own.add(ours[who]);
    }
    checks.numbers(what, reference, own, tolerance);
  }

  /** Counts the items whose verdict is not the expected one. */
  void verdicts(ReferenceChecks checks, String what, Value expected, Verdicts ours) {
    int different = 0;
    for (int item = 0; item < items.size(); item++) {
      String label = JsonValues.text(expected, items.get(item));
      different += labels.get(ours.verdict(item)).equals(label) ? 0 : 1;
    }
    checks.number(what + ": different verdicts of " + items.size(), 0, different, 0);
  }
}
