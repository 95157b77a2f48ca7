package dev.assay.app.cli;

import dev.assay.client.ProjectName;
import dev.assay.v1.BuildTrainingSetRequest;
import dev.assay.v1.TrainingBalance;
import dev.assay.v1.TrainingCompression;
import dev.assay.v1.TrainingSplit;
import java.util.List;
import picocli.CommandLine.Option;

/** What a training set is to hold. */
final class TrainingSetOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of every random choice. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--settled-count",
      paramLabel = "N",
      description =
          "Of the items that were settled first, to build a manifest again. Default: all.")
  private int settledCount;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "Set so much aside to choose models by. Default: ${DEFAULT-VALUE}.")
  private double validation;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "Set so much aside to measure by. Default: ${DEFAULT-VALUE}.")
  private double test;

  @Option(
      names = "--group",
      paramLabel = "ATTRIBUTE",
      description = "Items of one value of this attribute are on one side.")
  private String group = "";

  @Option(
      names = "--near-duplicates",
      paramLabel = "RADIUS",
      description =
          "Items whose embeddings are no farther apart than this part of the median distance are on"
              + " one side, for example 0.1. Default: ${DEFAULT-VALUE}, nothing is looked at.")
  private double nearDuplicates;

  @Option(
      names = "--keep",
      paramLabel = "SHARE",
      description = "Keep this part of what is to be trained on. Default: all.")
  private double keep;

  @Option(
      names = "--compress",
      paramLabel = "METHOD",
      description = "With --keep: how. Default: growth. assay training-set methods lists all.")
  private String compress = "";

  @Option(names = "--bins", paramLabel = "N", description = "Of dq and dqas. Default: 10.")
  private int bins;

  @Option(names = "--global-bins", description = "Bins of all classes together.")
  private boolean globalBins;

  @Option(
      names = "--fractions",
      split = ",",
      paramLabel = "SHARE",
      description = "Of dqas: the kept fraction of each class, in the order of the label schema.")
  private List<Double> fractions = List.of();

  @Option(
      names = "--keep-refuted",
      description = "Of growth: keep items whose verdicts are refuted, too.")
  private boolean keepsRefuted;

  @Option(
      names = "--balance",
      paramLabel = "METHOD",
      description = "Balance the classes. assay training-set methods lists all. Default: nothing.")
  private String balance = "";

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      description = "Of soft-labels and active-down-sampling: the part of the items that is kept.")
  private double share;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "Neighbours that a balance looks at. Default: the method's own.")
  private int neighbours;

  @Option(
      names = "--costs",
      split = ",",
      paramLabel = "COST",
      description = "Of cost-weights: the cost of taking each class for each, row by row.")
  private List<Double> costs = List.of();

  @Option(
      names = "--categories",
      split = ",",
      paramLabel = "N",
      description = "Of smote-nc: the coordinates of the embeddings that are categories, from 0.")
  private List<Integer> categories = List.of();

  BuildTrainingSetRequest request(ProjectName project) {
    BuildTrainingSetRequest.Builder request =
        BuildTrainingSetRequest.newBuilder()
            .setProject(project.toString())
            .setSeed(seed)
            .setSettledCount(settledCount)
            .setSplit(
                TrainingSplit.newBuilder()
                    .setValidationShare(validation)
                    .setTestShare(test)
                    .setGroupAttribute(group)
                    .setNearDuplicateRadius(nearDuplicates));
    if (keep != 0) {
      request.setCompression(
          TrainingCompression.newBuilder()
              .setMethod(compress)
              .setKeepShare(keep)
              .setBinCount(bins)
              .setGlobalBins(globalBins)
              .addAllClassFractions(fractions)
              .setKeepsRefuted(keepsRefuted));
    } else if (!compress.isEmpty()) {
      throw new InputException("--compress needs --keep, the part to keep, for example --keep 0.1");
    }
    if (!balance.isEmpty()) {
      request.setBalance(
          TrainingBalance.newBuilder()
              .setMethod(balance)
              .setShare(share)
              .setNeighbourCount(neighbours)
              .addAllCosts(costs)
              .addAllCategoryCoordinates(categories));
    }
    return request.build();
  }
}
