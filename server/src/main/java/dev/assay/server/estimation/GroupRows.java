package dev.assay.server.estimation;

import dev.assay.sampling.estimate.AdjustedPValues;
import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.numeric.NormalLaw;
import dev.assay.v1.EstimateRow;
import dev.assay.v1.GroupRank;
import dev.assay.v1.Multiplicity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The rows of an answer about parts of the population, one by one, ranked by how sure it is that
 * the model errs more in the part than in the rest.
 *
 * <p>The test is of the difference of both error rates, with the variance that it has where they
 * are the same (a score test), labels counting as many as their weights leave of them.
 */
final class GroupRows {
  /** The most groups of one answer; those with the most labels are told. */
  static final int MAX_GROUPS = 1_000;

  private final AskedMetric asked;
  private final int label;
  private final RowBuilder builder;
  private final Multiplicity multiplicity;

  GroupRows(AskedMetric asked, int label, RowBuilder builder, Multiplicity multiplicity) {
    this.asked = asked;
    this.label = label;
    this.builder = builder;
    this.multiplicity = multiplicity;
  }

  private record Group(String name, LabelledItems items, double excess, double pValue) {}

  /**
   * The rows.
   *
   * @param nameOf the group of an item; empty where it is in none
   */
  List<StatedRow> of(Judgement judged, Function<SettledItem, String> nameOf) {
    LabelledItems all = judged.items();
    Map<String, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < all.count(); i++) {
      places.computeIfAbsent(nameOf.apply(all.item(i)), name -> new ArrayList<>()).add(i);
    }
    List<Group> groups = new ArrayList<>();
    places.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .limit(MAX_GROUPS)
        .forEach(entry -> groups.add(group(all, entry.getKey(), entry.getValue())));
    return rows(judged, groups);
  }

  private Group group(LabelledItems all, String name, List<Integer> places) {
    boolean[] isMember = new boolean[all.count()];
    places.forEach(place -> isMember[place] = true);
    LabelledItems members = all.only(i -> isMember[i]);
    Side inside = Side.of(members);
    Side outside = Side.of(all.only(i -> !isMember[i]));
    double excess = inside.rate() - outside.rate();
    double rate = (inside.wrong + outside.wrong) / (inside.weight + outside.weight);
    double variance = rate * (1 - rate) * (inside.perLabel() + outside.perLabel());
    boolean isTold = members.count() >= builder.minLabels() && outside.weight > 0 && variance > 0;
    return new Group(
        name,
        members,
        isTold ? excess : 0,
        isTold ? NormalLaw.cdf(-excess / StrictMath.sqrt(variance)) : 1);
  }

  /** The weights of some items. */
  private record Side(double weight, double squares, double wrong) {
    static Side of(LabelledItems items) {
      double weight = 0;
      double squares = 0;
      double wrong = 0;
      DesignWeights weights = items.weights();
      for (int i = 0; i < items.count(); i++) {
        double own = weights.total(i);
        weight += own;
        squares += own * own;
        wrong += items.predictions().isRight(items.item(i)) ? 0 : own;
      }
      return new Side(weight, squares, wrong);
    }

    double rate() {
      return weight > 0 ? wrong / weight : 0;
    }

    /** The inverse of the effective number of labels. */
    double perLabel() {
      return weight > 0 ? squares / (weight * weight) : 0;
    }
  }

  private List<StatedRow> rows(Judgement judged, List<Group> groups) {
    double[] p = groups.stream().mapToDouble(Group::pValue).toArray();
    double[] adjusted =
        multiplicity == Multiplicity.MULTIPLICITY_BENJAMINI_HOCHBERG
            ? AdjustedPValues.benjaminiHochberg(p)
            : AdjustedPValues.holm(p);
    boolean isRanked = asked.kind() == MetricKind.ACCURACY || asked.kind() == MetricKind.ERROR;
    List<StatedRow> rows = new ArrayList<>();
    for (int place : order(groups)) {
      Group group = groups.get(place);
      EstimateRow.Builder about =
          EstimateRow.newBuilder().setClassName(asked.className()).setGroup(group.name);
      if (isRanked && group.items.count() >= builder.minLabels()) {
        about.setRank(
            GroupRank.newBuilder()
                .setExcess(group.excess)
                .setPValue(group.pValue)
                .setAdjustedPValue(adjusted[place]));
      }
      rows.add(
          new StatedRow(
              about.build(),
              builder.row(
                  judged.sample(),
                  group.items,
                  group.items.count(),
                  judged.populationCount(),
                  () -> reading(group.items))));
    }
    return rows;
  }

  private static List<Integer> order(List<Group> groups) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingDouble((Integer i) -> groups.get(i).pValue)
            .thenComparing(i -> groups.get(i).name));
    return order;
  }

  private Reading reading(LabelledItems items) {
    return switch (asked.kind()) {
      case ACCURACY ->
          MetricReadings.ofShare(items, i -> items.predictions().isRight(items.item(i)));
      case ERROR -> MetricReadings.ofShare(items, i -> !items.predictions().isRight(items.item(i)));
      default -> MetricReadings.of(MetricNumbers.of(asked, items, label), items);
    };
  }
}
