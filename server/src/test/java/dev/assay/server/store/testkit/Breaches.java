package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;

import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetWatch;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.VerdictRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.Funding;
import dev.assay.v1.Project;
import dev.assay.v1.Slice;
import dev.assay.v1.StoredEvaluation;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each rule of the schema, a work that breaks it. Of the rows that {@link #open} makes. */
public final class Breaches {
  /** A work that no store may let happen. */
  @FunctionalInterface
  public interface Breach {
    void happen(Transaction transaction, long projectId);
  }

  private static final Spending NOTHING = Spending.NONE;

  private Breaches() {}

  /** A project with two items that are served, a wave of them, and a label. */
  static long open(Transaction t) {
    long project = SampleRows.project(t, "p", 1_000_000);
    t.items().insert(project, SampleRows.items(0, 4));
    t.waves().insert(SampleRows.wave(project, 1, 2), SampleRows.waveItems(1, 0, 2));
    TaskRow task = SampleRows.settled(SampleRows.task(project, 0, 1, 0), "1", 1);
    t.tasks().insert(List.of(task, SampleRows.task(project, 1, 1, 1)));
    long id = SampleRows.insert(t, SampleRows.assignment(task, "ann", 100, 3));
    t.labels().insert(SampleRows.label(project, 0, "ann", id, Funding.FUNDING_FUNDED));
    t.audit().append(project, SampleRows.event(1, 1));
    t.requests().insert(SampleRows.request("p", "r", 5));
    return project;
  }

  /** Breaches by "table: rule", as {@code SchemaRules} reads rules from the schema. */
  public static Map<String, Breach> all() {
    Map<String, Breach> all = new LinkedHashMap<>();
    addKeys(all);
    addEvaluations(all);
    addRoutes(all);
    addWork(all);
    addBudget(all);
    addLines(all);
    return all;
  }

  private static void addKeys(Map<String, Breach> all) {
    all.put(
        "project: UNIQUE (name)",
        (t, project) -> t.projects().insert("p", Project.getDefaultInstance(), 1));
    all.put(
        "journal_entry: PRIMARY KEY (project_id, sequence)",
        (t, project) ->
            t.budgets()
                .append(List.of(SampleRows.entry(project, 1, 1), SampleRows.entry(project, 1, 1))));
    all.put(
        "item: PRIMARY KEY (project_id, ordinal)",
        (t, project) ->
            t.items().insert(project, List.of(new ItemRow(0, "other", null, Map.of(), 0, 1))));
    all.put(
        "item: UNIQUE (project_id, item_id)",
        (t, project) ->
            t.items().insert(project, List.of(new ItemRow(9, "item-0", null, Map.of(), 0, 1))));
    all.put(
        "wave: PRIMARY KEY (project_id, wave_number)",
        (t, project) -> t.waves().insert(SampleRows.wave(project, 1, 0), List.of()));
    all.put(
        "wave_inputs: PRIMARY KEY (project_id, wave_number)",
        (t, project) -> {
          t.waves().putInputs(project, 1, WaveInputs.getDefaultInstance());
          t.waves().putInputs(project, 1, WaveInputs.getDefaultInstance());
        });
    all.put(
        "wave_opinion: PRIMARY KEY (project_id, wave_number)",
        (t, project) -> {
          t.waves().putOpinion(project, WaveOpinion.getDefaultInstance());
          t.waves().putOpinion(project, WaveOpinion.getDefaultInstance());
        });
    all.put(
        "wave_item: PRIMARY KEY (project_id, wave_number, position)",
        (t, project) ->
            t.waves()
                .insert(
                    SampleRows.wave(project, 2, 2), List.of(waveItem(0, 0.5), waveItem(0, 0.5))));
    all.put(
        "task: PRIMARY KEY (project_id, wave_number, position)",
        (t, project) -> t.tasks().insert(List.of(SampleRows.task(project, 2, 1, 0))));
    all.put(
        "task: UNIQUE (project_id, settled_sequence)",
        (t, project) ->
            t.tasks().update(SampleRows.settled(SampleRows.task(project, 1, 1, 1), "1", 1)));
    all.put(
        "label: UNIQUE (assignment_id)",
        (t, project) ->
            t.labels()
                .insert(
                    SampleRows.label(
                        project,
                        0,
                        "ann",
                        t.labels().list(project, 0, null, null, 1).get(0).assignmentId(),
                        Funding.FUNDING_FUNDED)));
    all.put(
        "request: UNIQUE (project, request_id)",
        (t, project) -> t.requests().insert(SampleRows.request("p", "r", 6)));
    all.put(
        "audit_event: PRIMARY KEY (project_id, sequence)",
        (t, project) -> t.audit().append(project, SampleRows.event(1, 1)));
  }

  private static WaveItemRow waveItem(int position, double probability) {
    return new WaveItemRow(
        2, position, 2, probability, Slice.SLICE_EXPLOIT, 0.5, 0.5, 1, 0.1, true);
  }

  private static void addRoutes(Map<String, Breach> all) {
    all.put(
        "item_route: CHECK (item_count >= 0)",
        (t, project) -> t.items().putRoute(project, new RouteRow(1, List.of("german"), -1, 0)));
    all.put(
        "item_route: CHECK (annotator_count >= 0)",
        (t, project) -> t.items().putRoute(project, new RouteRow(1, List.of("german"), 0, -1)));
  }

  private static void addWork(Map<String, Breach> all) {
    all.put(
        "item: CHECK (price_micros >= 0)",
        (t, project) ->
            t.items().insert(project, List.of(new ItemRow(9, "other", -1L, Map.of(), 0, 1))));
    all.put(
        "item_embedding: PRIMARY KEY (project_id, ordinal, version)",
        (t, project) -> {
          t.items().putEmbedding(project, 0, 1, new float[1]);
          t.items().putEmbedding(project, 0, 1, new float[1]);
        });
    all.put(
        "journal_entry: CHECK (credit <> debit)",
        (t, project) -> t.budgets().append(List.of(entry(project, true, 1))));
    all.put(
        "journal_entry: CHECK (amount_micros >= 0)",
        (t, project) -> t.budgets().append(List.of(entry(project, false, -1))));
    all.put(
        "wave_item: CHECK (inclusion_probability > 0 AND inclusion_probability <= 1)",
        (t, project) ->
            t.waves().insert(SampleRows.wave(project, 2, 1), List.of(waveItem(0, 1.1))));
    all.put(
        "task: CHECK (open_count >= 0)",
        (t, project) ->
            t.tasks().update(SampleRows.task(project, 1, 1, 1).with(0, -1, 0, null, 0, null)));
    all.put(
        "task: CHECK (wanted_count >= 0)",
        (t, project) ->
            t.tasks().update(SampleRows.task(project, 1, 1, 1).with(0, 0, -1, null, 0, null)));
    all.put(
        "assignment: CHECK (price_micros >= 0)",
        (t, project) -> SampleRows.insert(t, priced(t, project, -1)));
    all.put(
        "label: CHECK (charged_micros >= 0)",
        (t, project) -> t.labels().fund(project, 1, Funding.FUNDING_FUNDED, -1));
    all.put(
        "annotator: CHECK (price_micros >= 0)",
        (t, project) -> {
          AnnotatorRow row = AnnotatorRow.unknown(project, "ann", 1);
          t.annotators()
              .put(
                  new AnnotatorRow(
                      project,
                      "ann",
                      true,
                      true,
                      false,
                      -1L,
                      0,
                      List.of(),
                      0,
                      row.standing(),
                      row.gold(),
                      1,
                      1,
                      1));
        });
    all.put(
        "verdict: CHECK (probability >= 0 AND probability <= 1)",
        (t, project) -> t.verdicts().put(new VerdictRow(project, 0, 1.5, false)));
  }

  private static JournalRow entry(long projectId, boolean sameAccount, long amountMicros) {
    JournalRow row = SampleRows.entry(projectId, 1, 1);
    return new JournalRow(
        projectId,
        1,
        row.kind(),
        row.debit(),
        sameAccount ? row.debit() : row.credit(),
        amountMicros,
        new JournalRow.After(row.ceilingMicros(), 0, 1),
        null,
        new JournalRow.Cause("", "", ""),
        1);
  }

  private static AssignmentRow priced(Transaction t, long projectId, long priceMicros) {
    TaskRow task = requireNonNull(t.tasks().find(projectId, 1));
    AssignmentRow row = SampleRows.assignment(task, "ann", 100, 3);
    return new AssignmentRow(
        0, projectId, row.place(), "ann", row.taskKind(), row.slice(), priceMicros, row.lease());
  }

  private static void addBudget(Map<String, Breach> all) {
    budget(all, "CHECK (ceiling_micros >= 0)", -1, -1, null, NOTHING, 0);
    budget(
        all,
        "CHECK (target_micros >= 0 AND target_micros <= ceiling_micros)",
        10,
        11,
        null,
        NOTHING,
        0);
    budget(all, "CHECK (label_ceiling >= 0)", 10, 10, -1L, new Spending(0, 0, 0, 0, 0), 0);
    budget(all, "CHECK (charged_micros >= 0)", 10, 10, null, new Spending(-1, 0, 0, 0, 0), 0);
    budget(all, "CHECK (held_micros >= 0)", 10, 10, null, new Spending(0, -1, 0, 0, 0), 0);
    budget(all, "CHECK (funded_label_count >= 0)", 10, 10, null, new Spending(0, 0, -1, 0, 0), 0);
    budget(
        all, "CHECK (open_assignment_count >= 0)", 10, 10, null, new Spending(0, 0, 0, -1, 0), 0);
    budget(all, "CHECK (unfunded_label_count >= 0)", 10, 10, null, NOTHING, -1);
    budget(all, "CHECK (labeling_ms >= 0)", 10, 10, null, new Spending(0, 0, 0, 0, -1), 0);
    budget(
        all,
        "CHECK (charged_micros + held_micros <= ceiling_micros)",
        10,
        10,
        null,
        new Spending(6, 5, 0, 0, 0),
        0);
    budget(
        all,
        "CHECK (label_ceiling IS NULL OR funded_label_count + open_assignment_count"
            + " <= label_ceiling)",
        10,
        10,
        3L,
        new Spending(0, 0, 2, 2, 0),
        0);
  }

  private static void budget(
      Map<String, Breach> all,
      String rule,
      long ceilingMicros,
      long targetMicros,
      @Nullable Long labelCeiling,
      Spending spent,
      long unfundedCount) {
    all.put(
        "budget: " + rule,
        (t, project) ->
            t.budgets()
                .update(
                    new BudgetRow(
                        project,
                        ceilingMicros,
                        targetMicros,
                        labelCeiling,
                        spent,
                        0,
                        unfundedCount,
                        BudgetWatch.NONE,
                        BudgetPlan.getDefaultInstance(),
                        4,
                        5,
                        6)));
  }

  private static void addLines(Map<String, Breach> all) {
    line(all, "CHECK (ceiling_micros >= 0)", -1L, null, NOTHING);
    line(all, "CHECK (label_ceiling >= 0)", null, -1L, NOTHING);
    line(all, "CHECK (charged_micros >= 0)", null, null, new Spending(-1, 0, 0, 0, 0));
    line(all, "CHECK (held_micros >= 0)", null, null, new Spending(0, -1, 0, 0, 0));
    line(all, "CHECK (funded_label_count >= 0)", null, null, new Spending(0, 0, -1, 0, 0));
    line(all, "CHECK (open_assignment_count >= 0)", null, null, new Spending(0, 0, 0, -1, 0));
    line(all, "CHECK (labeling_ms >= 0)", null, null, new Spending(0, 0, 0, 0, -1));
    line(
        all,
        "CHECK (ceiling_micros IS NULL OR charged_micros + held_micros <= ceiling_micros)",
        10L,
        null,
        new Spending(6, 5, 0, 0, 0));
    line(
        all,
        "CHECK (label_ceiling IS NULL OR funded_label_count + open_assignment_count"
            + " <= label_ceiling)",
        null,
        3L,
        new Spending(0, 0, 2, 2, 0));
    spend(all, "CHECK (charged_micros >= 0)", -1, 0, 0);
    spend(all, "CHECK (funded_label_count >= 0)", 0, -1, 0);
    spend(all, "CHECK (labeling_ms >= 0)", 0, 0, -1);
  }

  private static void line(
      Map<String, Breach> all,
      String rule,
      @Nullable Long ceilingMicros,
      @Nullable Long labelCeiling,
      Spending spent) {
    all.put(
        "budget_line: " + rule,
        (t, project) ->
            t.lines().put(new LineRow(project, "l", 0, "", ceilingMicros, labelCeiling, spent)));
  }

  private static void spend(
      Map<String, Breach> all, String rule, long chargedMicros, long count, long millis) {
    all.put(
        "spend: " + rule,
        (t, project) ->
            t.spend()
                .add(
                    new SpendRow(
                        project, 1, Slice.SLICE_EXPLOIT, "ann", chargedMicros, count, millis)));
  }

  private static void addEvaluations(Map<String, Breach> all) {
    all.put(
        "evaluation: PRIMARY KEY (project_id, number)",
        (t, project) -> {
          t.evaluations().insert(evaluation(project, 1, "e1", EvaluationRow.State.COMPLETED));
          t.evaluations().insert(evaluation(project, 1, "e2", EvaluationRow.State.COMPLETED));
        });
    all.put(
        "evaluation: UNIQUE (project_id, evaluation_id)",
        (t, project) -> {
          t.evaluations().insert(evaluation(project, 1, "e1", EvaluationRow.State.COMPLETED));
          t.evaluations().insert(evaluation(project, 2, "e1", EvaluationRow.State.COMPLETED));
        });
    all.put(
        "evaluation: UNIQUE (project_id)",
        (t, project) -> {
          t.evaluations().insert(evaluation(project, 1, "e1", EvaluationRow.State.RUNNING));
          t.evaluations().insert(evaluation(project, 2, "e2", EvaluationRow.State.RUNNING));
        });
    all.put(
        "evaluation_round: PRIMARY KEY (project_id, wave_number)",
        (t, project) -> {
          t.evaluations().insertRound(round(project));
          t.evaluations().insertRound(round(project));
        });
    all.put(
        "evaluation_round: CHECK (next_position BETWEEN 0 AND draw_count)",
        (t, project) -> {
          t.evaluations().insertRound(round(project));
          t.evaluations().setNextPosition(project, 1, 3);
        });
  }

  private static EvaluationRow evaluation(
      long project, int number, String id, EvaluationRow.State state) {
    return new EvaluationRow(
        project, number, id, state, 1, StoredEvaluation.getDefaultInstance(), 0);
  }

  /** A round of two items, the first wave. */
  private static EvaluationRoundRow round(long project) {
    return new EvaluationRoundRow(
        project, 1, 1, 1, new EvaluationRoundRow.Candidates(4, 1, .1, .5), new int[0], 2, false, 0);
  }
}
