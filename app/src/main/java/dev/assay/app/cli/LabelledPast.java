package dev.assay.app.cli;

import dev.assay.app.trial.Past;
import dev.assay.app.trial.Past.Labelled;
import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.client.ProjectName;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Project;
import dev.assay.v1.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Reads what a project has labelled: a random part of its training set, of bounded size, and the
 * items of it one by one. So it takes as long for a pool of any size.
 */
final class LabelledPast {
  private static final long SEED = 1;

  private LabelledPast() {}

  /**
   * Reads it.
   *
   * @throws InputException where there is too little to compare policies on
   */
  static Past read(AssayClient client, ProjectName name) {
    Project project = client.projects().getProject(name);
    if (project.getLabelSchema().getKind() == LabelSchema.Kind.KIND_MULTI_LABEL) {
      throw new InputException("policies are tried where an item has one class, not several");
    }
    List<String> classes = project.getLabelSchema().getClassNamesList();
    List<Labelled> items = new ArrayList<>();
    int dimension = 0;
    for (TrainingExample example : sample(client, name)) {
      Item item = client.pool().getItem(name, example.getItemId());
      boolean isOfTheOthersSpace = dimension == 0 || item.getEmbeddingCount() == dimension;
      if (item.getEmbeddingCount() > 0 && isOfTheOthersSpace) {
        dimension = item.getEmbeddingCount();
        items.add(
            new Labelled(
                item.getEmbeddingList().stream().mapToDouble(Float::doubleValue).toArray(),
                scores(item),
                classes.indexOf(example.getVerdict().getClassNames(0)),
                example.getWeight()));
      }
    }
    try {
      return new Past(items, classes.size());
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Each example with the same probability (Vitter 1985, algorithm R). */
  private static List<TrainingExample> sample(AssayClient client, ProjectName name) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<TrainingExample> kept = new ArrayList<>();
    long seen = 0;
    try (Export<TrainingExample> examples = client.trainingSets().exportTrainingSet(name)) {
      for (TrainingExample example : examples) {
        if (example.getVerdict().getClassNamesCount() != 1) {
          continue; // "cannot tell", or several classes
        }
        seen++;
        if (kept.size() < Past.MOST) {
          kept.add(example);
        } else {
          long place = random.nextLong(seen);
          if (place < Past.MOST) {
            kept.set((int) place, example);
          }
        }
      }
    }
    return kept;
  }

  private static float[] scores(Item item) {
    float[] scores = new float[item.getProbabilitiesCount()];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = item.getProbabilities(k);
    }
    return scores;
  }
}
