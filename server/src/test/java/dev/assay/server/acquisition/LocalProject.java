package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.ContractRpcs;
import dev.assay.server.annotator.RegisterAnnotator;
import dev.assay.server.budget.GetBudget;
import dev.assay.server.budget.JournalsRead;
import dev.assay.server.budget.SetBudgetPlan;
import dev.assay.server.budget.SetCeiling;
import dev.assay.server.budget.VerifyBudget;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.labels.SubmitLabels;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.project.CreateProject;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Requests;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.routing.RouteBook;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.Annotator;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Project;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.SubmitLabelsResponse;
import dev.assay.v1.VerifyBudgetRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One project on a real store, with the features around it, used as the transport uses them. */
public final class LocalProject implements AutoCloseable {
  public static final String NAME = "projects/p";

  public final AtomicLong clockMillis;
  public final Store store;
  public final PoolIndexes indexes;
  public final Requests requests;
  public final Waves waves;
  public final WavePlanner planner;
  public final SecretNumbers secrets;
  public final VerdictModels models;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final NextBatch nextBatch;
  private final String project;
  private final long projectId;
  private volatile boolean inStep;
  private int requestCount;

  /** A project of its own on a store of its own. */
  public LocalProject(Path folder, Project definition, long ceilingMicros) {
    this(folder, definition, ceilingMicros, new AtomicLong(1_700_000_000_000L));
  }

  /** A project of its own whose secret numbers follow from that secret, its waves from 17. */
  public LocalProject(Path folder, Project definition, long ceilingMicros, long secret) {
    this(
        StoreEngines.open(
            folder.resolve("assay.db").toString(),
            StoreOptions.defaults(),
            clock(new AtomicLong(1_700_000_000_000L))),
        NAME,
        definition,
        ceilingMicros,
        17,
        new AtomicLong(1_700_000_000_000L),
        SecretNumbers.seeded(secret));
  }

  private LocalProject(
      Path folder, Project definition, long ceilingMicros, AtomicLong clockMillis) {
    this(
        StoreEngines.open(
            folder.resolve("assay.db").toString(), StoreOptions.defaults(), clock(clockMillis)),
        NAME,
        definition,
        ceilingMicros,
        17,
        clockMillis);
  }

  private static InstantSource clock(AtomicLong millis) {
    return () -> Instant.ofEpochMilli(millis.get());
  }

  /** A project of that name on a store that may hold others. */
  public LocalProject(
      Store store,
      String project,
      Project definition,
      long ceilingMicros,
      long seed,
      AtomicLong clockMillis) {
    this(store, project, definition, ceilingMicros, seed, clockMillis, SecretNumbers.seeded(seed));
  }

  private LocalProject(
      Store store,
      String project,
      Project definition,
      long ceilingMicros,
      long seed,
      AtomicLong clockMillis,
      SecretNumbers secrets) {
    this.clockMillis = clockMillis;
    InstantSource clock = clock(clockMillis);
    this.store = store;
    this.project = project;
    this.indexes = new PoolIndexes(store, 1L << 30);
    this.requests =
        new Requests(
            store,
            nanos ->
                inStep
                    ? CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS)
                    : Runnable::run);
    UnservedCounts unserved = new UnservedCounts();
    this.waves = new Waves(indexes, unserved);
    this.planner =
        new WavePlanner(
            store,
            indexes,
            new SettledClasses(new SettledStates()),
            unserved,
            (name, wave) -> SeededStream.mix(seed * 1_000_003 + wave),
            clock,
            executor,
            projectId -> {});
    this.secrets = secrets;
    this.models = new VerdictModels(store, indexes, secrets);
    this.nextBatch = new NextBatch(planner, unserved, waves, secrets);
    run(
        new CreateProject(new PolicyRules(Strategies.names(), VerdictModels.names())),
        CreateProjectRequest.newBuilder()
            .setRequestId("create")
            .setProject(definition.toBuilder().setName(project))
            .setCeilingMicros(ceilingMicros)
            .build());
    this.projectId =
        store.read(
            tables ->
                requireNonNull(tables.projects().find(project.substring("projects/".length())))
                    .projectId());
  }

  /** From now on answers about blind work wait for their step, as those of a server do. */
  public void answerInStep() {
    inStep = true;
  }

  public long projectId() {
    return projectId;
  }

  /** Runs a mutation and rethrows what it was refused with. */
  public <Q extends Message, R extends Message> R run(Mutation<Q, R> mutation, Q request) {
    try {
      return requests.run(ContractRpcs.<Q, R>of(request), mutation, request).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Runs work in the writer and rethrows what it threw. */
  public <R> R write(Function<Transaction, R> work) {
    try {
      return store.write(work::apply).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Puts items "i0", "i1", ... after those that are there; a null price leaves it to the project.
   */
  public void putItems(int count, @Nullable Long priceMicros) {
    putItems(count, priceMicros, ordinal -> List.of());
  }

  /** The same, of items that require tags. */
  public void putItems(
      int count, @Nullable Long priceMicros, IntFunction<List<String>> requiredTags) {
    write(
        transaction -> {
          int from = transaction.progress().get(projectId).itemCount();
          List<ItemRow> rows = new ArrayList<>();
          RouteBook routes = new RouteBook(transaction, projectId);
          for (int ordinal = from; ordinal < from + count; ordinal++) {
            int route = routes.of(requiredTags.apply(ordinal));
            routes.count(route, 1);
            rows.add(
                new ItemRow(
                    ordinal, "i" + ordinal, priceMicros, Map.of(), route, transaction.nowMillis()));
          }
          transaction.items().insert(projectId, rows);
          transaction.progress().addItems(projectId, count);
          transaction.progress().nextPoolVersion(projectId);
          transaction.afterCommit(() -> indexes.forget(projectId));
          return true;
        });
  }

  /**
   * Publishes the first revision of a model version that scores the first {@code rows.length}
   * items.
   */
  public void putScores(String modelVersion, float[][] rows) {
    putScores(modelVersion, rows, null);
  }

  /** As above, of a model that could have learnt from the labels of some waves alone. */
  public void putScores(String modelVersion, float[][] rows, @Nullable Long trainedThrough) {
    write(
        transaction -> {
          int classCount = rows[0].length;
          int[] ordinals = new int[rows.length];
          float[] flat = new float[rows.length * classCount];
          for (int i = 0; i < rows.length; i++) {
            ordinals[i] = i;
            System.arraycopy(rows[i], 0, flat, i * classCount, classCount);
          }
          ScoreSetRow staged =
              new ScoreSetRow(
                  0,
                  projectId,
                  modelVersion,
                  1,
                  null,
                  false,
                  classCount,
                  0,
                  rows.length,
                  rows.length,
                  rows.length,
                  0,
                  0,
                  "s",
                  false,
                  0,
                  null);
          long id = transaction.scores().insert(staged);
          transaction
              .scores()
              .appendChunk(id, 0, new ScoreChunkRow(ordinals, flat, null, null, null));
          transaction
              .scores()
              .publish(
                  new ScoreSetRow(
                      id,
                      projectId,
                      modelVersion,
                      1,
                      null,
                      true,
                      classCount,
                      0,
                      rows.length,
                      rows.length,
                      rows.length,
                      transaction.progress().get(projectId).lastWaveNumber(),
                      transaction.nowMillis(),
                      "s",
                      true,
                      0,
                      trainedThrough));
          transaction.progress().setScoreSet(projectId, id);
          transaction.progress().nextPoolVersion(projectId);
          waves.withdraw(transaction, projectId, "s");
          transaction.afterCommit(() -> indexes.forget(projectId));
          return true;
        });
  }

  /** Registers a labeler with these tags. */
  public void register(String annotator, String... tags) {
    run(
        new RegisterAnnotator(),
        RegisterAnnotatorRequest.newBuilder()
            .setRequestId("r" + requestCount++)
            .setProject(project)
            .setAnnotator(
                Annotator.newBuilder().setAnnotatorId(annotator).addAllTags(List.of(tags)))
            .build());
  }

  public NextBatchRequest.Builder batchRequest(String annotator, int count) {
    return NextBatchRequest.newBuilder()
        .setRequestId("r" + requestCount++)
        .setProject(project)
        .setAnnotatorId(annotator)
        .setMaxAssignments(count);
  }

  public NextBatchResponse next(NextBatchRequest request) {
    return run(nextBatch, request);
  }

  public NextBatchResponse next(String annotator, int count) {
    return next(batchRequest(annotator, count).build());
  }

  /** Answers the assignments with what the function says of each item. */
  public SubmitLabelsResponse submit(
      String annotator, List<Assignment> assignments, Function<String, String> classOfItem) {
    SubmitLabelsRequest.Builder request =
        SubmitLabelsRequest.newBuilder()
            .setRequestId("r" + requestCount++)
            .setProject(project)
            .setAnnotatorId(annotator);
    for (Assignment assignment : assignments) {
      request.addLabels(
          LabelSubmission.newBuilder()
              .setToken(assignment.getToken())
              .setValue(
                  LabelValue.newBuilder()
                      .addClassNames(classOfItem.apply(assignment.getItemId()))));
    }
    return run(new SubmitLabels(secrets, models), request.build());
  }

  public void giveBack(String annotator, List<Assignment> assignments) {
    run(
        new ReturnAssignments(),
        ReturnAssignmentsRequest.newBuilder()
            .setRequestId("r" + requestCount++)
            .setProject(project)
            .setAnnotatorId(annotator)
            .addAllTokens(assignments.stream().map(Assignment::getToken).toList())
            .setReason("skipped")
            .build());
  }

  /** Sets the plan below the ceiling. */
  public Budget plan(BudgetPlan.Builder plan) {
    return run(
            new SetBudgetPlan(),
            SetBudgetPlanRequest.newBuilder()
                .setRequestId("r" + requestCount++)
                .setProject(project)
                .setPlan(plan)
                .build())
        .getBudget();
  }

  /** Sets the ceiling. */
  public Budget ceiling(long micros) {
    return run(
            new SetCeiling(new LateFunding(secrets, models)),
            SetCeilingRequest.newBuilder()
                .setRequestId("r" + requestCount++)
                .setProject(project)
                .setCeilingMicros(micros)
                .build())
        .getBudget();
  }

  /** The budget as callers see it, with the lines of one annotator. */
  public Budget shown(String annotator) {
    return new GetBudget(store, clock(clockMillis))
        .answer(GetBudgetRequest.newBuilder().setProject(project).setAnnotatorId(annotator).build())
        .getBudget();
  }

  public BudgetRow budget() {
    return store.read(tables -> tables.budgets().get(projectId));
  }

  /** The books add up: the balance, the journal, the open assignments, labels, days and lines. */
  public void verify() {
    assertThat(
            new VerifyBudget(store, new JournalsRead())
                .answer(VerifyBudgetRequest.newBuilder().setProject(project).build())
                .getDiscrepanciesList())
        .isEmpty();
  }

  /** Ends the planner, and the store with it. */
  @Override
  public void close() {
    executor.shutdown();
    store.close();
  }
}
