package dev.assay.bench.verdict;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.method.ActiveLab;
import dev.assay.sampling.quality.method.Crowdlab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The cases of cleanlab's tests for several annotators. */
final class CleanlabCases {
  private static final int MISSING = -1;
  private static final int CLASSES = 3;

  /** Probabilities come as floats. */
  private static final double FLOAT = 1e-6;

  private final Struct cases;
  private final ReferenceChecks checks = new ReferenceChecks("cleanlab");

  CleanlabCases(Struct cases) {
    this.cases = cases;
  }

  List<ReferenceCheck> checks() {
    for (String name : List.of("missing_class", "rare_class")) {
      crowdlab(name);
    }
    single();
    unlabelled();
    return checks.all();
  }

  private Evidence evidence(String name) {
    int[][] labels = JsonValues.table(JsonValues.at(cases, "cases", name, "labels"), MISSING);
    int annotators = labels[0].length;
    List<int[]> votes = new ArrayList<>();
    for (int item = 0; item < labels.length; item++) {
      for (int who = 0; who < annotators; who++) {
        if (labels[item][who] != MISSING) {
          votes.add(new int[] {item, who, labels[item][who]});
        }
      }
    }
    VoteTable table =
        VoteTable.of(
            labels.length,
            annotators,
            CLASSES,
            votes.stream().mapToInt(vote -> vote[0]).toArray(),
            votes.stream().mapToInt(vote -> vote[1]).toArray(),
            votes.stream().mapToInt(vote -> vote[2]).toArray());
    return Evidence.of(table).withModel(model(JsonValues.at(cases, "cases", name, "pred_probs")));
  }

  private static float[] model(Value rows) {
    List<Double> all = new ArrayList<>();
    JsonValues.list(rows).forEach(row -> all.addAll(JsonValues.numbers(row)));
    float[] model = new float[all.size()];
    IntStream.range(0, model.length).forEach(i -> model[i] = all.get(i).floatValue());
    return model;
  }

  private void crowdlab(String name) {
    Evidence evidence = evidence(name);
    Verdicts ours = new Crowdlab().fit(evidence);
    Crowdlab.Weights weights = Crowdlab.weights(evidence);
    Value reference = JsonValues.at(cases, "cases", name, "crowdlab");
    List<Double> quality = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    List<Value> rows =
        JsonValues.list(reference.getStructValue().getFieldsOrThrow("label_quality"));
    int different = 0;
    for (int item = 0; item < rows.size(); item++) {
      quality.add(JsonValues.number(rows.get(item), "consensus_quality_score"));
      own.add(ours.probability(item));
      different +=
          ours.verdict(item) == (int) JsonValues.number(rows.get(item), "consensus_label") ? 0 : 1;
    }
    checks.numbers("CROWDLAB " + name + ": quality of the consensus", quality, own, FLOAT);
    checks.number("CROWDLAB " + name + ": different verdicts of " + rows.size(), 0, different, 0);
    checks.number(
        "CROWDLAB " + name + ": weight of the model",
        JsonValues.number(reference, "model_weight"),
        weights.model(),
        FLOAT);
    checks.numbers(
        "CROWDLAB " + name + ": weights of the annotators",
        JsonValues.numbers(reference.getStructValue().getFieldsOrThrow("annotator_weight")),
        Arrays.stream(weights.annotator()).boxed().toList(),
        FLOAT);
  }

  private void single() {
    checks.numbers(
        "ActiveLab, one vote an item",
        JsonValues.numbers(JsonValues.at(cases, "cases", "single_label_each", "labeled")),
        Arrays.stream(ActiveLab.scores(evidence("single_label_each"))).boxed().toList(),
        FLOAT);
  }

  private void unlabelled() {
    float[] model = model(JsonValues.at(cases, "cases", "unlabeled_only", "pred_probs"));
    VoteTable none =
        VoteTable.of(model.length / CLASSES, 0, CLASSES, new int[0], new int[0], new int[0]);
    checks.numbers(
        "ActiveLab, no votes",
        JsonValues.numbers(JsonValues.at(cases, "cases", "unlabeled_only", "scores")),
        Arrays.stream(ActiveLab.scores(Evidence.of(none).withModel(model))).boxed().toList(),
        FLOAT);
  }
}
