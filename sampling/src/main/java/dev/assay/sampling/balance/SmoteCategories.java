package dev.assay.sampling.balance;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.PointMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SMOTE where some coordinates are categories written as numbers: two rows that differ in a
 * category are as far apart in it as the median of the standard deviations of the other coordinates
 * among the smallest class, and a row that is made up has the category that most of its parent's
 * neighbours have, of equals the lowest.
 *
 * <p>Chawla, Bowyer, Hall and Kegelmeyer (2002), section 6.1 (SMOTE-NC). Their distance: each
 * category that differs adds the median squared.
 */
public final class SmoteCategories extends Oversampling {
  private final int[] categories;
  private final int neighbours;

  /**
   * With {@value Interpolation#DEFAULT_NEIGHBOURS} neighbours.
   *
   * @param categories the coordinates that are categories, ascending
   */
  public SmoteCategories(int[] categories) {
    this(categories, Interpolation.DEFAULT_NEIGHBOURS);
  }

  /**
   * Towards one of so many neighbours.
   *
   * @param categories the coordinates that are categories, ascending, not all
   * @param neighbours at least 1
   */
  public SmoteCategories(int[] categories, int neighbours) {
    for (int k = 0; k < categories.length; k++) {
      Require.count(
          categories[k],
          k == 0 ? 0 : categories[k - 1] + 1,
          Integer.MAX_VALUE,
          "coordinate that is a category, each once and ascending,");
    }
    this.categories = categories;
    this.neighbours = Require.count(neighbours, 1, Integer.MAX_VALUE, "number of neighbours");
  }

  @Override
  public String name() {
    return "smote-nc";
  }

  @Override
  public String summary() {
    return "as smote, with coordinates that are categories (Chawla et al. 2002, 6.1)";
  }

  @Override
  List<SyntheticRow> fill(
      LabelledRows rows, int label, int[] members, int count, SeededStream stream) {
    if (categories.length > 0) {
      Require.count(
          categories[categories.length - 1],
          0,
          rows.features().dimension() - 1,
          "last coordinate that is a category");
    }
    if (categories.length >= rows.features().dimension()) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
          "smote-nc needs a coordinate that is no category: use random-over");
    }
    Interpolation between =
        new Interpolation(spread(rows, members), all(members), neighbours, name());
    List<SyntheticRow> made = new ArrayList<>(count);
    for (SyntheticRow row : between.rows(between.places(), count, stream)) {
      made.add(
          new SyntheticRow(
              members[row.parent()],
              members[row.neighbour()],
              row.step(),
              vote(rows, members, between, row.parent())));
    }
    return made;
  }

  private static int[] all(int[] members) {
    int[] places = new int[members.length];
    Arrays.setAll(places, place -> place);
    return places;
  }

  /** The members with one coordinate for each value of a category, so that distances are right. */
  private PointMatrix spread(LabelledRows rows, int[] members) {
    int dimension = rows.features().dimension();
    boolean[] isCategory = new boolean[dimension];
    List<Map<Double, Integer>> values = new ArrayList<>();
    double[][] points = new double[members.length][dimension];
    for (int place = 0; place < members.length; place++) {
      rows.features().copy(members[place], points[place]);
    }
    int width = dimension - categories.length;
    for (int category : categories) {
      isCategory[category] = true;
      Map<Double, Integer> places = new TreeMap<>();
      for (double[] point : points) {
        places.putIfAbsent(point[category], places.size());
      }
      values.add(places);
      width += places.size();
    }
    // two rows of different category differ in two of the new coordinates
    double half = medianDeviation(rows, isCategory) / Math.sqrt(2);
    double[][] spread = new double[points.length][width];
    for (int place = 0; place < points.length; place++) {
      int next = 0;
      for (int k = 0; k < dimension; k++) {
        if (!isCategory[k]) {
          spread[place][next++] = points[place][k];
        }
      }
      for (int k = 0; k < categories.length; k++) {
        Map<Double, Integer> places = values.get(k);
        spread[place][next + places.getOrDefault(points[place][categories[k]], 0)] = half;
        next += places.size();
      }
    }
    return PointMatrix.of(spread);
  }

  /** The median, over the coordinates that are numbers, of the smallest class's deviation. */
  private static double medianDeviation(LabelledRows rows, boolean[] isCategory) {
    int[] sizes = rows.sizes();
    int smallest = -1;
    for (int label = 0; label < sizes.length; label++) {
      if (sizes[label] > 0 && (smallest < 0 || sizes[label] < sizes[smallest])) {
        smallest = label;
      }
    }
    int[] members = rows.members(smallest);
    double[] deviations = new double[isCategory.length];
    int count = 0;
    for (int k = 0; k < isCategory.length; k++) {
      if (!isCategory[k]) {
        double mean = 0;
        for (int member : members) {
          mean += rows.features().get(member, k) / members.length;
        }
        double variance = 0;
        for (int member : members) {
          double off = rows.features().get(member, k) - mean;
          variance += off * off / members.length;
        }
        deviations[count++] = Math.sqrt(variance);
      }
    }
    Arrays.sort(deviations, 0, count);
    return (deviations[(count - 1) / 2] + deviations[count / 2]) / 2;
  }

  private double[] vote(LabelledRows rows, int[] members, Interpolation between, int place) {
    double[] voted = new double[categories.length];
    for (int k = 0; k < voted.length; k++) {
      Map<Double, Integer> votes = new TreeMap<>();
      for (int rank = 0; rank < neighbours; rank++) {
        int neighbour = members[between.neighbour(place, rank)];
        votes.merge(rows.features().get(neighbour, categories[k]), 1, Integer::sum);
      }
      int most = 0;
      for (Map.Entry<Double, Integer> vote : votes.entrySet()) {
        if (vote.getValue() > most) {
          most = vote.getValue();
          voted[k] = vote.getKey();
        }
      }
    }
    return voted;
  }
}
