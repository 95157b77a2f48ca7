package dev.assay.server.trainingset;

import dev.assay.sampling.acquire.ScoreView;
import dev.assay.server.answer.Use;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.request.AnswerBytes;
import dev.assay.server.request.Export;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.BuildTrainingSetRequest;
import dev.assay.v1.BuildTrainingSetResponse;
import dev.assay.v1.TrainingBalance;
import dev.assay.v1.TrainingCompression;
import dev.assay.v1.TrainingSetRow;
import dev.assay.v1.TrainingSetRow.Split;
import dev.assay.v1.TrainingSplit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams a manifest of what to train on. It is computed when the stream is opened, of one moment's
 * settled items, and nothing of it is stored: the request and its digest are what tells one from
 * another.
 */
public final class BuildTrainingSet
    implements Export<BuildTrainingSetRequest, BuildTrainingSetResponse> {
  /** The greatest part of the items that may be set aside for validation, or for test. */
  static final double MAX_ASIDE = .9;

  private static final int MAX_BINS = 100;
  private static final int MAX_NEIGHBOURS = 100;
  private static final int MAX_CLASSES = 1_000;

  private final Store store;
  private final PoolIndexes indexes;

  public BuildTrainingSet(Store store, PoolIndexes indexes) {
    this.store = store;
    this.indexes = indexes;
  }

  @Override
  public void validate(BuildTrainingSetRequest request, Violations violations) {
    FieldRules.inRange(
        request.getSettledCount(), 0, Integer.MAX_VALUE, "settled_count", violations);
    split(request.getSplit(), violations);
    if (request.hasCompression()) {
      compression(request.getCompression(), violations);
    }
    if (request.hasBalance()) {
      balance(request.getBalance(), violations);
    }
  }

  private static void split(TrainingSplit split, Violations violations) {
    FieldRules.inRange(
        split.getValidationShare(), 0, MAX_ASIDE, "split.validation_share", violations);
    FieldRules.inRange(split.getTestShare(), 0, MAX_ASIDE, "split.test_share", violations);
    violations.require(
        !(split.getValidationShare() + split.getTestShare() >= 1),
        "split.test_share",
        "must leave something to train on beside validation_share");
    FieldRules.text(
        split.getGroupAttribute(),
        0,
        FieldRules.MAX_ATTRIBUTE_NAME_LENGTH,
        "split.group_attribute",
        violations);
    FieldRules.inRange(
        split.getNearDuplicateRadius(), 0, 1, "split.near_duplicate_radius", violations);
  }

  private static void compression(TrainingCompression wanted, Violations violations) {
    String method = TrainingMethods.method(wanted);
    violations.require(
        TrainingMethods.compressionNames().contains(method),
        "compression.method",
        "is none of those that ListTrainingSetMethods lists");
    violations.require(
        wanted.getKeepShare() > 0 && wanted.getKeepShare() <= 1,
        "compression.keep_share",
        "must be above 0 and at most 1");
    FieldRules.inRange(wanted.getBinCount(), 0, MAX_BINS, "compression.bin_count", violations);
    violations.require(
        method.equals("dqas") == (wanted.getClassFractionsCount() > 0),
        "compression.class_fractions",
        "belong to the method dqas: ask AdvanceAdaptiveSampling for them");
    for (int k = 0; k < wanted.getClassFractionsCount(); k++) {
      FieldRules.inRange(
          wanted.getClassFractions(k), 0, 1, "compression.class_fractions[" + k + "]", violations);
    }
  }

  private static void balance(TrainingBalance wanted, Violations violations) {
    violations.require(
        TrainingMethods.balanceNames().contains(wanted.getMethod()),
        "balance.method",
        "is none of those that ListTrainingSetMethods lists");
    FieldRules.inRange(wanted.getShare(), 0, 1, "balance.share", violations);
    FieldRules.inRange(
        wanted.getNeighbourCount(), 0, MAX_NEIGHBOURS, "balance.neighbour_count", violations);
    FieldRules.inRange(
        wanted.getCostsCount(), 0, MAX_CLASSES * MAX_CLASSES, "balance.costs", violations);
    violations.require(
        wanted.getMethod().equals("cost-weights") == (wanted.getCostsCount() > 0),
        "balance.costs",
        "belong to the method cost-weights, one for each pair of classes");
    for (int k = 0; k < wanted.getCostsCount(); k++) {
      FieldRules.inRange(
          wanted.getCosts(k), 0, Float.MAX_VALUE, "balance.costs[" + k + "]", violations);
    }
    violations.require(
        wanted.getMethod().equals("smote-nc") == (wanted.getCategoryCoordinatesCount() > 0),
        "balance.category_coordinates",
        "belong to the method smote-nc");
    for (int k = 0; k < wanted.getCategoryCoordinatesCount(); k++) {
      violations.require(
          wanted.getCategoryCoordinates(k) >= 0
              && (k == 0
                  || wanted.getCategoryCoordinates(k) > wanted.getCategoryCoordinates(k - 1)),
          "balance.category_coordinates[" + k + "]",
          "must be at least 0 and above the one before");
    }
  }

  @Override
  public Cursor<BuildTrainingSetResponse> open(BuildTrainingSetRequest request) {
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    boolean chooses = request.hasCompression() || request.hasBalance();
    List<String> classNames = project.definition().getLabelSchema().getClassNamesList();
    Violations violations = new Violations();
    counts(request, classNames.size(), violations);
    violations.throwIfAny();
    ScoreColumns scores =
        request.hasCompression() && TrainingMethods.looksAtScores(request.getCompression())
            ? indexes.snapshot(project.projectId()).scores()
            : null;
    SettledItems settled = read(project, request, chooses);
    if (chooses) {
      settled.space().require(Use.PREDICTED_CLASS);
    }
    Split[] splits = SplitItems.of(settled, request.getSplit(), request.getSeed());
    boolean[] isTrained = new boolean[splits.length];
    for (int place = 0; place < splits.length; place++) {
      isTrained[place] = splits[place] == Split.SPLIT_TRAIN;
    }
    ChosenRows chosen = new ChosenRows(settled, isTrained, classNames.size(), request.getSeed());
    if (settled.space().allows(Use.PREDICTED_CLASS)) {
      chosen.adviseThreshold();
    }
    if (request.hasCompression()) {
      chosen.compress(request.getCompression(), scores == null ? null : view(settled, scores));
    }
    if (request.hasBalance()) {
      chosen.balance(request.getBalance());
    }
    if (scores != null) {
      chosen.notes.add("scores are those of model version " + scores.modelVersion());
    }
    return new Rows(new TrainingManifest(settled, splits, chosen), classNames);
  }

  private SettledItems read(ProjectRow project, BuildTrainingSetRequest request, boolean chooses) {
    boolean isBinary = project.definition().getLabelSchema().getClassNamesCount() == 2;
    boolean readsVectors = chooses || isBinary || request.getSplit().getNearDuplicateRadius() > 0;
    return store.read(
        tables ->
            SettledItems.read(
                tables,
                project,
                request.getSettledCount(),
                request.getSplit().getGroupAttribute(),
                readsVectors));
  }

  /** What depends on the number of the project's classes. */
  private static void counts(
      BuildTrainingSetRequest request, int classCount, Violations violations) {
    int fractions = request.getCompression().getClassFractionsCount();
    violations.require(
        fractions == 0 || fractions == classCount,
        "compression.class_fractions",
        "must be one for each of " + classCount + " classes");
    int costs = request.getBalance().getCostsCount();
    violations.require(
        costs == 0 || costs == classCount * classCount,
        "balance.costs",
        "must be " + classCount + " for each of " + classCount + " classes");
  }

  private static ScoreView view(SettledItems settled, ScoreColumns scores) {
    return new ScoreView() {
      @Override
      public int size() {
        return settled.items().size();
      }

      @Override
      public int classCount() {
        return scores.classCount();
      }

      @Override
      public boolean isMultiLabel() {
        return false;
      }

      @Override
      public boolean has(int candidate) {
        return scores.has(settled.items().get(candidate).ordinal());
      }

      @Override
      public void copyProbabilities(int candidate, float[] into) {
        scores.copyProbabilities(settled.items().get(candidate).ordinal(), into);
      }
    };
  }

  /** The header, then the rows. */
  private static final class Rows implements Cursor<BuildTrainingSetResponse> {
    private final TrainingManifest manifest;
    private final List<String> classNames;
    private int next;
    private boolean hasBegun;

    Rows(TrainingManifest manifest, List<String> classNames) {
      this.manifest = manifest;
      this.classNames = classNames;
    }

    @Override
    public @Nullable BuildTrainingSetResponse next() {
      if (hasBegun && next == manifest.size()) {
        return null;
      }
      BuildTrainingSetResponse.Builder message = BuildTrainingSetResponse.newBuilder();
      AnswerBytes bytes = new AnswerBytes();
      if (!hasBegun) {
        hasBegun = true;
        message.setHeader(manifest.header(classNames));
        bytes.add(message.getHeader());
      }
      while (next < manifest.size() && message.getRowsCount() < NumberedParts.MAX_ROWS) {
        TrainingSetRow row = manifest.row(next);
        if (!bytes.add(row)) {
          break;
        }
        message.addRows(row);
        next++;
      }
      return message.build();
    }
  }
}
