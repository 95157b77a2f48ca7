package dev.assay.app.demo;

import dev.assay.app.demo.learn.Classifier;
import dev.assay.app.demo.learn.Standardized;
import dev.assay.app.demo.learn.Trainer;
import dev.assay.client.Export;
import dev.assay.client.PutOptions;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.datasets.Dataset;
import dev.assay.v1.TrainingExample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The training pipeline of one arm: exports what was settled, trains, tests and publishes. */
final class Pipeline {
  private final Arm arm;
  private final DemoPlan plan;
  private final Trainer trainer;

  Pipeline(Arm arm, DemoPlan plan, Standardized features) {
    this.arm = arm;
    this.plan = plan;
    this.trainer = new Trainer(features, plan.dataset().classNames());
  }

  /** All settled items. Their order is that of their rows, whenever they were settled. */
  List<Trainer.Lesson> lessons() {
    Dataset dataset = plan.dataset();
    List<Trainer.Lesson> lessons = new ArrayList<>();
    try (Export<TrainingExample> examples =
        arm.client().trainingSets().exportTrainingSet(arm.name())) {
      for (TrainingExample example : examples) {
        int verdict = dataset.classNames().indexOf(example.getVerdict().getClassNames(0));
        lessons.add(new Trainer.Lesson(dataset.row(example.getItemId()), verdict));
      }
    }
    lessons.sort(Comparator.comparingInt(Trainer.Lesson::row));
    return lessons;
  }

  Classifier train(List<Trainer.Lesson> lessons) {
    return trainer.train(lessons);
  }

  /** Verdicts that are not the truth. */
  int wrongVerdicts(List<Trainer.Lesson> lessons) {
    int[] truth = plan.dataset().classes();
    return (int) lessons.stream().filter(each -> each.classIndex() != truth[each.row()]).count();
  }

  /** The share of the rows that nobody labels on which the model is right. */
  double heldOutAccuracy(Classifier classifier) {
    int right = 0;
    for (int row : plan.split().heldOut()) {
      right += isRight(row, classifier.probabilities(row)) ? 1 : 0;
    }
    return (double) right / plan.split().heldOut().length;
  }

  /**
   * Publishes what the model says of the whole pool.
   *
   * @param served the items that anybody was asked about so far
   * @return the truth about the model on all others, which only the demo can know
   */
  PublishedModel publish(String version, Classifier classifier, Set<String> served) {
    List<ScoreRow> rows = new ArrayList<>();
    int others = 0;
    int right = 0;
    for (int row : plan.split().pool()) {
      float[] probabilities = classifier.probabilities(row);
      String itemId = plan.dataset().itemId(row);
      rows.add(ScoreRow.of(itemId, probabilities));
      if (!served.contains(itemId)) {
        others++;
        right += isRight(row, probabilities) ? 1 : 0;
      }
    }
    arm.client()
        .pool()
        .putScores(
            arm.name(),
            version,
            Scores.ofRows(rows),
            PutOptions.defaults().withRequestId(arm.requests().next("put-scores")));
    return new PublishedModel(version, others, right);
  }

  private boolean isRight(int row, float[] probabilities) {
    return Classifier.predicted(probabilities) == plan.dataset().classes()[row];
  }
}
