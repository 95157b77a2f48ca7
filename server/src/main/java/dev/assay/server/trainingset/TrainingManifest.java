package dev.assay.server.trainingset;

import com.google.protobuf.Message;
import dev.assay.sampling.balance.Threshold;
import dev.assay.server.trainingset.ChosenRows.MadeUp;
import dev.assay.server.trainingset.SettledItems.Item;
import dev.assay.v1.SyntheticTrainingRow;
import dev.assay.v1.TrainingClassCount;
import dev.assay.v1.TrainingSetHeader;
import dev.assay.v1.TrainingSetRow;
import dev.assay.v1.TrainingSetRow.Split;
import dev.assay.v1.TrainingThreshold;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The rows of a manifest, each made when it is asked for. */
final class TrainingManifest {
  /** Refuted items that a header names at most. */
  static final int MAX_REFUTED = 1_000;

  private final SettledItems settled;
  private final Split[] splits;
  private final ChosenRows chosen;
  private final int[] places;

  TrainingManifest(SettledItems settled, Split[] splits, ChosenRows chosen) {
    this.settled = settled;
    this.splits = splits;
    this.chosen = chosen;
    this.places =
        IntStream.range(0, splits.length)
            .filter(place -> splits[place] != Split.SPLIT_TRAIN || chosen.multiplicities[place] > 0)
            .toArray();
  }

  /** The number of rows. */
  int size() {
    return places.length + chosen.madeUp.size();
  }

  /** A row by its number, from 0. */
  TrainingSetRow row(int number) {
    return number < places.length
        ? item(places[number])
        : madeUp(chosen.madeUp.get(number - places.length));
  }

  private TrainingSetRow item(int place) {
    Item item = settled.items().get(place);
    TrainingSetRow.Builder row =
        TrainingSetRow.newBuilder()
            .setItemId(item.itemId())
            .setVerdict(item.verdict())
            .setSplit(splits[place])
            .setMultiplicity(1)
            .setWeight(1)
            .setKeptProbability(1)
            .setInclusionProbability(item.inclusionProbability())
            .setPoolWeight(item.poolWeight());
    if (splits[place] != Split.SPLIT_TRAIN) {
      return row.setReason(splits[place] == Split.SPLIT_TEST ? "test" : "validation").build();
    }
    for (double probability : chosen.softLabels[place]) {
      row.addSoftLabel(probability);
    }
    return row.setMultiplicity(chosen.multiplicities[place])
        .setWeight(chosen.weights[place])
        .setKeptProbability(chosen.keptProbabilities[place])
        .setReason(chosen.reasons[place])
        .build();
  }

  private TrainingSetRow madeUp(MadeUp made) {
    Item parent = settled.items().get(made.parent());
    SyntheticTrainingRow.Builder synthetic =
        SyntheticTrainingRow.newBuilder()
            .setParentItemId(parent.itemId())
            .setNeighbourItemId(settled.items().get(made.neighbour()).itemId())
            .setStep(made.step());
    Arrays.stream(made.categories()).forEach(synthetic::addCategories);
    return TrainingSetRow.newBuilder()
        .setVerdict(parent.verdict())
        .setSplit(Split.SPLIT_TRAIN)
        .setMultiplicity(1)
        .setWeight(chosen.weights[made.parent()])
        .setKeptProbability(1)
        .setSynthetic(synthetic)
        .setReason("made up for its class")
        .build();
  }

  /** What stands before the rows. */
  TrainingSetHeader header(List<String> classNames) {
    TrainingSetHeader.Builder header =
        TrainingSetHeader.newBuilder()
            .setDigest(digest())
            .setSettledCount(settled.settledCount())
            .setRowCount(size())
            .addAllNotes(chosen.notes);
    classCounts(classNames).forEach(header::addClasses);
    chosen.refuted.stream()
        .limit(MAX_REFUTED)
        .map(place -> settled.items().get(place).itemId())
        .forEach(header::addRefutedItemIds);
    Threshold threshold = chosen.threshold;
    if (threshold != null) {
      header.setThreshold(
          TrainingThreshold.newBuilder()
              .setClassName(classNames.get(threshold.positiveClass()))
              .setThreshold(threshold.threshold())
              .setF1(threshold.f1())
              .setF1AtHalf(threshold.f1AtHalf()));
    }
    return header.build();
  }

  /** How many items of each class there are, in one pass over them. */
  private List<TrainingClassCount> classCounts(List<String> classNames) {
    Map<String, TrainingClassCount.Builder> counts = new LinkedHashMap<>();
    for (String name : classNames) {
      counts.put(name, TrainingClassCount.newBuilder().setClassName(name));
    }
    for (int place = 0; place < splits.length; place++) {
      int times = splits[place] == Split.SPLIT_TRAIN ? chosen.multiplicities[place] : 0;
      count(counts, place, 1, times);
    }
    for (MadeUp made : chosen.madeUp) {
      count(counts, made.parent(), 0, 1);
    }
    return counts.values().stream().map(TrainingClassCount.Builder::build).toList();
  }

  private void count(
      Map<String, TrainingClassCount.Builder> counts, int place, int settledCount, int times) {
    for (String name : settled.items().get(place).verdict().getClassNamesList()) {
      TrainingClassCount.Builder count = Objects.requireNonNull(counts.get(name), name);
      count.setSettledCount(count.getSettledCount() + settledCount);
      count.setTrainingCount(count.getTrainingCount() + times);
    }
  }

  private String digest() {
    MessageDigest digest = sha256();
    for (int number = 0; number < size(); number++) {
      Message row = row(number);
      digest.update(row.toByteArray());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
