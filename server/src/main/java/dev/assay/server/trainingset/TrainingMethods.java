package dev.assay.server.trainingset;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.balance.ActiveDownsampling;
import dev.assay.sampling.balance.Adasyn;
import dev.assay.sampling.balance.Balancing;
import dev.assay.sampling.balance.Balancings;
import dev.assay.sampling.balance.BorderlineSmote;
import dev.assay.sampling.balance.CostWeights;
import dev.assay.sampling.balance.EditedNearestNeighbours;
import dev.assay.sampling.balance.NearMiss;
import dev.assay.sampling.balance.OutOfFold;
import dev.assay.sampling.balance.RowDistillation;
import dev.assay.sampling.balance.Smote;
import dev.assay.sampling.balance.SmoteCategories;
import dev.assay.sampling.compress.Compression;
import dev.assay.sampling.compress.Compressions;
import dev.assay.sampling.compress.DatasetQuantisation;
import dev.assay.sampling.compress.GrownSubset;
import dev.assay.v1.TrainingBalance;
import dev.assay.v1.TrainingCompression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods of training sets by the names and settings of a request. */
final class TrainingMethods {
  /** Balances that look at where rows are, or at a teacher that does. */
  private static final Set<String> WITHOUT_VECTORS =
      Set.of("random-over", "random-under", "class-weights", "cost-weights");

  private static final int DEFAULT_LOOKED_AT = 10;
  private static final double[][] NO_COSTS = {{0, 1}, {1, 0}};
  private static final int[] NO_CATEGORIES = {};

  private TrainingMethods() {}

  /** All balances, for their names and summaries. */
  static List<Balancing> balances() {
    List<Balancing> balances = new ArrayList<>(Balancings.all());
    balances.add(new CostWeights(NO_COSTS));
    balances.add(new SmoteCategories(NO_CATEGORIES));
    return balances;
  }

  /** All compressions, for their names and summaries. */
  static List<Compression> compressions() {
    List<Compression> compressions = new ArrayList<>(Compressions.all());
    compressions.add(
        new DatasetQuantisation(DatasetQuantisation.DEFAULT_BINS, false, new double[1]));
    return compressions;
  }

  static Set<String> balanceNames() {
    return balances().stream().map(Balancing::name).collect(Collectors.toSet());
  }

  static Set<String> compressionNames() {
    return compressions().stream().map(Compression::name).collect(Collectors.toSet());
  }

  /** Whether a balance looks at embeddings. */
  static boolean looksAtVectors(TrainingBalance wanted) {
    return !WITHOUT_VECTORS.contains(wanted.getMethod());
  }

  /** Whether a compression looks at embeddings. */
  static boolean looksAtVectors(TrainingCompression wanted) {
    return !method(wanted).equals("random");
  }

  /** Whether a compression looks at a model's scores. */
  static boolean looksAtScores(TrainingCompression wanted) {
    return Strategies.names().contains(method(wanted));
  }

  static String method(TrainingCompression wanted) {
    return wanted.getMethod().isEmpty() ? new GrownSubset().name() : wanted.getMethod();
  }

  static Compression compression(TrainingCompression wanted) {
    int bins = wanted.getBinCount() == 0 ? DatasetQuantisation.DEFAULT_BINS : wanted.getBinCount();
    String method = method(wanted);
    return switch (method) {
      case "growth" -> new GrownSubset(false); // what is refuted is barred already
      case "dq" -> new DatasetQuantisation(bins, wanted.getGlobalBins(), new double[0]);
      case "dqas" ->
          new DatasetQuantisation(
              bins,
              wanted.getGlobalBins(),
              wanted.getClassFractionsList().stream().mapToDouble(Double::doubleValue).toArray());
      default ->
          Compressions.all().stream()
              .filter(compression -> compression.name().equals(method))
              .findFirst()
              .orElseThrow();
    };
  }

  static Balancing balance(TrainingBalance wanted, int classCount) {
    int neighbours = wanted.getNeighbourCount();
    double share = wanted.getShare();
    return switch (wanted.getMethod()) {
      case "smote" -> neighbours == 0 ? new Smote() : new Smote(neighbours);
      case "borderline-smote" ->
          neighbours == 0
              ? new BorderlineSmote()
              : new BorderlineSmote(neighbours, DEFAULT_LOOKED_AT);
      case "adasyn" -> neighbours == 0 ? new Adasyn() : new Adasyn(neighbours);
      case "smote-nc" ->
          neighbours == 0
              ? new SmoteCategories(categories(wanted))
              : new SmoteCategories(categories(wanted), neighbours);
      case "edited-nearest-neighbours" ->
          neighbours == 0 ? new EditedNearestNeighbours() : new EditedNearestNeighbours(neighbours);
      case "near-miss" -> neighbours == 0 ? new NearMiss() : new NearMiss(neighbours);
      case "active-down-sampling" -> new ActiveDownsampling(new OutOfFold(), share);
      case "soft-labels" ->
          new RowDistillation(new OutOfFold(), share == 0 ? Balancings.DEFAULT_SHARE : share);
      case "cost-weights" -> new CostWeights(costs(wanted, classCount));
      default ->
          Balancings.all().stream()
              .filter(balance -> balance.name().equals(wanted.getMethod()))
              .findFirst()
              .orElseThrow();
    };
  }

  private static int[] categories(TrainingBalance wanted) {
    return wanted.getCategoryCoordinatesList().stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[][] costs(TrainingBalance wanted, int classCount) {
    double[][] costs = new double[classCount][classCount];
    for (int k = 0; k < classCount * classCount; k++) {
      costs[k / classCount][k % classCount] = wanted.getCosts(k);
    }
    return costs;
  }
}
