package dev.assay.server.store.sqlite;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AdjudicationTable;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AnnotatorTable;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.AuditTable;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.EvaluationTable;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldTable;
import dev.assay.server.store.ItemTable;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.LabelTable;
import dev.assay.server.store.LineTable;
import dev.assay.server.store.ProgressTable;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ProjectTable;
import dev.assay.server.store.RequestTable;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreTable;
import dev.assay.server.store.SpendTable;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.TaskTable;
import dev.assay.server.store.VerdictRow;
import dev.assay.server.store.VerdictTable;
import dev.assay.server.store.WaveRow;
import dev.assay.server.store.WaveTable;
import dev.assay.server.store.commit.GroupCommitStore;
import dev.assay.server.store.testkit.SampleRows;
import dev.assay.v1.Adjudication;
import dev.assay.v1.Funding;
import dev.assay.v1.Project;
import dev.assay.v1.StoredEvaluation;
import dev.assay.v1.TaskKind;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How SQLite finds the rows of every statement: never by reading a table or a project's rows. */
final class QueryPlanTest {
  /** Reads all rows of a table, or all rows of a project, or sorts. */
  private static final Pattern COSTLY =
      Pattern.compile(
          "SCAN .*|SEARCH \\w+ USING [^(]*\\(project_id=\\?\\)|USE TEMP B-TREE .*|.*AUTOMATIC.*");

  /** Costly steps, by what bounds them. */
  private static final Map<String, String> ACCEPTED =
      new TreeMap<>(
          Map.ofEntries(
              // One row for each project, and one step into the index for each.
              entry(
                  "AssignmentTable.projectsWithDue",
                  "SCAN p; SEARCH a USING COVERING INDEX assignment_open (project_id=?)"),
              // The first or the last entry of the index, or as many as the limit says.
              entry(
                  "AssignmentTable.nextExpiryMillis",
                  "SEARCH assignment USING COVERING INDEX assignment_open (project_id=?)"),
              entry("LabelTable.insert", "SEARCH label USING PRIMARY KEY (project_id=?)"),
              entry("RequestTable.purge", "SCAN request"),
              entry("TaskTable.wanted", "SCAN t"),
              entry("TaskTable.wantedCount", "SCAN (subquery-1)"),
              entry("TaskTable.passedOverCount", "SCAN (subquery-1)"),
              // At most 62.
              entry("ItemTable.routes", "SEARCH item_route USING PRIMARY KEY (project_id=?)"),
              entry("TaskTable.isAnyWanted", "SEARCH task USING INDEX task_wanted (project_id=?)"),
              // Sorts what belongs to one item.
              entry("AssignmentTable.ofItem", "USE TEMP B-TREE FOR ORDER BY"),
              entry("LabelTable.answers", "USE TEMP B-TREE FOR ORDER BY"),
              entry(
                  "LabelTable.list", "USE TEMP B-TREE FOR ORDER BY; USE TEMP B-TREE FOR ORDER BY"),
              entry(
                  "AuditTable.ofItem",
                  String.join("; ", Collections.nCopies(4, "USE TEMP B-TREE FOR ORDER BY"))),
              // At most one, and the first of those that are not offered in full.
              entry(
                  "EvaluationTable.running",
                  "SEARCH evaluation USING INDEX evaluation_running (project_id=?)"),
              entry(
                  "EvaluationTable.serving",
                  "SEARCH evaluation_round USING INDEX evaluation_round_serving (project_id=?)"),
              // Open waves are few.
              entry("WaveTable.open", "SEARCH wave USING INDEX wave_open (project_id=?)"),
              entry("WaveTable.opinions", "SEARCH wave_opinion USING PRIMARY KEY (project_id=?)"),
              // Adds two counts, each of as many entries of an index as the limit says.
              entry(
                  "AnnotatorTable.workSince",
                  "SCAN CONSTANT ROW; SCAN (subquery-1); SCAN (subquery-3)"),
              // As many as the limit says, where everybody's are asked for.
              entry(
                  "AssignmentTable.returned",
                  "SEARCH a USING INDEX assignment_returned (project_id=?)"),
              // As many open adjudications as the limit says, and all contested items, which are
              // few.
              entry(
                  "AdjudicationTable.contested",
                  "SEARCH adjudication USING COVERING INDEX adjudication_contested (project_id=?)"),
              entry(
                  "AdjudicationTable.waiting",
                  "SCAN d; SEARCH adjudication USING INDEX adjudication_by_value (project_id=?);"
                      + " SCAN d"),
              // The last entry, and as many of the last as the limit says.
              entry("LabelTable.lastId", "SEARCH label USING PRIMARY KEY (project_id=?)"),
              entry(
                  "LabelTable.latestDurations",
                  "SEARCH label USING PRIMARY KEY (project_id=?); SCAN (subquery-1)"),
              // A project has at most 10,000 gold items.
              entry("GoldTable.count", "SEARCH gold USING PRIMARY KEY (project_id=?)"),
              entry(
                  "GoldTable.isAnyUndone", // asked where all is settled: what is open then is gold
                  "SEARCH gold_check USING COVERING INDEX gold_check_waiting (project_id=?);"
                      + " SEARCH assignment USING INDEX assignment_open (project_id=?)"),
              entry(
                  "GoldTable.reservedByWave",
                  "SEARCH gold USING COVERING INDEX gold_reserved (project_id=?)"),
              entry(
                  "GoldTable.reservedCount",
                  "SEARCH gold USING COVERING INDEX gold_reserved (project_id=?)"),
              entry("GoldTable.usable", "SCAN g"),
              entry(
                  "GoldTable.waiting",
                  "SEARCH gold_check USING INDEX gold_check_waiting (project_id=?); SCAN c;"
                      + " USE TEMP B-TREE FOR LAST TERM OF ORDER BY"),
              // Reads all on purpose, and is not for the path of a request.
              entry("AssignmentTable.putOff", "SCAN assignment USING INDEX assignment_open"),
              entry("BudgetTable.projectsWithUnfunded", "SCAN budget"),
              entry("LabelTable.scanCosts", "SEARCH label USING PRIMARY KEY (project_id=?)"),
              entry("LabelTable.totals", "SEARCH label USING PRIMARY KEY (project_id=?)"),
              entry("LineTable.clear", "SEARCH budget_line USING PRIMARY KEY (project_id=?)"),
              entry("LineTable.count", "SEARCH budget_line USING PRIMARY KEY (project_id=?)"),
              entry("SpendTable.scan", "SEARCH spend USING PRIMARY KEY (project_id=?)"),
              entry("ItemTable.scan", "SEARCH item USING PRIMARY KEY (project_id=?)"),
              entry("ScoreTable.unpublished", "SCAN score_set"),
              entry("ScoreTable.discard", "SCAN score_set"),
              entry("WaveTable.list", "SEARCH wave USING PRIMARY KEY (project_id=?)"),
              entry(
                  "WaveTable.scanTaken",
                  "SEARCH task USING PRIMARY KEY (project_id=?);"
                      + " SEARCH v USING INDEX wave_open (project_id=?);"
                      + " SEARCH gold USING COVERING INDEX gold_reserved (project_id=?)"),
              entry("WaveTable.scanUnserved", "SEARCH v USING INDEX wave_open (project_id=?)")));

  @TempDir private Path folder;

  @Test
  void noStatementReadsMoreThanItsRows() throws SQLException {
    Map<String, List<String>> statements = statements();
    assertThat(statements.keySet()).containsExactlyInAnyOrderElementsOf(CalledTables.methods());
    Map<String, String> costly = new TreeMap<>();
    try (Connection connection = new SqliteConnections(folder.resolve("assay.db")).writer()) {
      for (Map.Entry<String, List<String>> entry : statements.entrySet()) {
        for (String sql : entry.getValue()) {
          for (String step : plan(connection, sql)) {
            if (COSTLY.matcher(step).matches()) {
              costly.merge(entry.getKey(), step, (a, b) -> a + "; " + b);
            }
          }
        }
      }
    }
    assertThat(costly).isEqualTo(ACCEPTED);
  }

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }

  private Map<String, List<String>> statements() {
    List<String> prepared = Collections.synchronizedList(new ArrayList<>());
    try (Store store =
        new GroupCommitStore(
            SqliteEngine.open(
                folder.resolve("assay.db"),
                StoreOptions.defaults(),
                () -> Instant.EPOCH,
                connection ->
                    ConnectionProxy.of(
                        connection,
                        (method, arguments, through) -> {
                          if (method.equals("prepareStatement") && arguments != null) {
                            prepared.add((String) arguments[0]);
                          }
                          return through.call();
                        })),
            StoreOptions.defaults(),
            () -> Instant.EPOCH)) {
      return store
          .write(
              t -> {
                CalledTables tables = new CalledTables(t, prepared);
                callProjects(tables);
                callPool(tables);
                callWork(tables);
                callPeople(tables);
                callEvaluations(tables);
                return tables.statements();
              })
          .join();
    }
  }

  private static void callProjects(CalledTables tables) {
    ProjectTable projects = tables.table(ProjectTable.class);
    long id = projects.insert("p", Project.getDefaultInstance(), 1);
    ProjectRow row = projects.get(id);
    projects.update(row);
    projects.find("p");
    projects.list("", false, 1);
    ProgressTable progress = tables.table(ProgressTable.class);
    progress.update(progress.get(id));
    progress.nextPoolVersion(id);
    progress.nextAuditSequence(id);
    progress.nextSettled(id);
    progress.removeSettled(id);
    progress.addItems(id, 1);
    progress.addServed(id, 1);
    progress.setEmbeddingDimension(id, 1);
    progress.nextEmbeddingVersion(id);
    progress.setPlannedEmbeddingVersion(id, 1);
    progress.setScoreSet(id, 1);
    progress.setLastWaveNumber(id, 1);
    BudgetTable budgets = tables.table(BudgetTable.class);
    budgets.insert(SampleRows.budget(id, 10, 0, 0));
    budgets.update(budgets.get(id));
    budgets.append(List.of(SampleRows.entry(id, 1, 1)));
    budgets.journal(id, 0, 1);
    budgets.scanJournal(id, 0, 1, move -> {});
    budgets.projects(0, 1);
    budgets.projectsWithUnfunded(1);
    budgets.putCheck(JournalCheckRow.first(id));
    budgets.check(id);
    LineTable lines = tables.table(LineTable.class);
    lines.put(SampleRows.line(id, "gold", 20_000, "ann"));
    lines.find(id, "gold", 20_000, "ann");
    lines.list(id, "gold", 0, "", 1);
    lines.count(id);
    lines.clear(id);
    SpendTable spend = tables.table(SpendTable.class);
    spend.add(SampleRows.spend(id, 20_000, "ann"));
    spend.scan(id, day -> {});
    spend.scanDays(id, 0, 1, day -> {});
    RequestTable requests = tables.table(RequestTable.class);
    requests.insert(SampleRows.request("p", "r", 1));
    requests.find("p", "r");
    requests.purge(0, 1);
    AuditTable audit = tables.table(AuditTable.class);
    audit.append(id, SampleRows.event(1, 1));
    audit.list(id, 0, 1);
    audit.ofItem(id, 0, 0, 1);
  }

  private static void callPool(CalledTables tables) {
    ItemTable items = tables.table(ItemTable.class);
    items.putRoute(1, new RouteRow(1, List.of("lang:de"), 1, 1));
    items.routes(1);
    items.insert(1, SampleRows.items(0, 2));
    items.update(1, SampleRows.items(0, 1));
    items.find(1, "item-0");
    items.find(1, 0);
    items.findAll(1, List.of("item-0"));
    items.list(1, -1, 1);
    items.scan(1, item -> {});
    items.putEmbedding(1, 0, 1, new float[1]);
    items.dropEmbeddings(1, 0, 1);
    items.scanEmbeddings(1, 1, 0, (ordinal, vector) -> {});
    items.embedding(1, 0);
    ScoreTable scores = tables.table(ScoreTable.class);
    long set = scores.insert(SampleRows.scoreSet(1, "v", 1));
    scores.appendChunk(set, 0, new ScoreChunkRow(new int[1], new float[3], null, null, null));
    scores.find(set);
    scores.revisions(1, "v");
    scores.latest(1, 100, 1);
    scores.scan(set, chunk -> {});
    scores.unpublished();
    scores.discard(set, 10);
    long published = scores.insert(SampleRows.scoreSet(1, "v", 1));
    scores.publish(requireNonNull(scores.find(published)));
    scores.use(published);
    scores.lastUsed(1);
  }

  private static void callPeople(CalledTables tables) {
    AnnotatorTable annotators = tables.table(AnnotatorTable.class);
    AnnotatorRow unknown = AnnotatorRow.unknown(1, "ann", 1);
    annotators.put(unknown);
    AnnotatorRow limited = unknown.withTerms(true, false, null, 5, List.of(), 0);
    annotators.put(limited);
    annotators.find(1, "ann");
    annotators.list(1, "", 1);
    annotators.workSince(limited, 0, 1);
    annotators.reinstate(1, "ann", 1);
    annotators.reinstatements(1, "ann");
    GoldTable gold = tables.table(GoldTable.class);
    gold.put(SampleRows.gold(1, 3));
    gold.find(1, 3);
    gold.count(1);
    gold.list(1, -1, 1);
    gold.scanReserved(1, 2, ordinal -> {});
    gold.reservedCount(1);
    gold.reservedByWave(1);
    GoldCheckRow check =
        new GoldCheckRow(
            1,
            "ann",
            3,
            1,
            new GoldCheckRow.Place(1, 1, TaskKind.TASK_KIND_LABEL, GoldCheckRow.State.GRANTED),
            1,
            true,
            1,
            2L);
    gold.usable(1, "ann", check.place(), 0, 9, -1, 1, 10);
    gold.grantCheck(check);
    gold.handOverCheck(1, "ann", 3);
    gold.check(1, "ann", 3);
    gold.grantCheck(check);
    gold.answer(check);
    gold.countAt(1, "ann", check.place());
    gold.waiting(1, "ann", -1, 1, 10);
    gold.isAnyUndone(1);
    gold.setWaiting(SampleRows.assignment(SampleRows.task(1, 3, 1, 1), "ann", 9, 3), true);
    gold.checks(1, "ann", 1);
    gold.answered(1, 3);
    AdjudicationTable adjudications = tables.table(AdjudicationTable.class);
    adjudications.put(
        new AdjudicationRow(1, 3, Adjudication.State.STATE_OPEN, 1, "", 0, 2, "", 1, null));
    adjudications.find(1, 3);
    adjudications.waiting(1, "ann", -1, 1, 1, 10);
    adjudications.list(1, Adjudication.State.STATE_OPEN, -1, 1);
    adjudications.contested(1);
    VerdictTable verdicts = tables.table(VerdictTable.class);
    verdicts.put(new VerdictRow(1, 3, 0.5, true));
    verdicts.find(1, 3);
  }

  private static void callEvaluations(CalledTables tables) {
    EvaluationTable evaluations = tables.table(EvaluationTable.class);
    evaluations.insert(
        new EvaluationRow(
            1,
            1,
            "first",
            EvaluationRow.State.RUNNING,
            1,
            StoredEvaluation.getDefaultInstance(),
            1));
    evaluations.find(1, "first");
    evaluations.list(1, 9, 1);
    evaluations.running(1);
    evaluations.insertRound(
        new EvaluationRoundRow(
            1, 1, 1, 1, new EvaluationRoundRow.Candidates(3, 1, 0, 1), new int[0], 2, false, 0));
    evaluations.rounds(1, 1);
    evaluations.round(1, 1);
    evaluations.serving(1);
    evaluations.setNextPosition(1, 1, 1);
    evaluations.offerLast(1, 1);
    evaluations.setState(1, 1, EvaluationRow.State.CANCELLED);
  }

  private static void callWork(CalledTables tables) {
    WaveTable waves = tables.table(WaveTable.class);
    waves.insert(SampleRows.wave(1, 1, 2), SampleRows.waveItems(1, 0, 2));
    waves.putItems(1, SampleRows.waveItems(9, 0, 1));
    waves.removeItems(1, 9, 1);
    waves.putInputs(1, 1, WaveInputs.getDefaultInstance());
    waves.inputs(1, 1);
    waves.putOpinion(1, WaveOpinion.newBuilder().setWaveNumber(1).build());
    waves.opinions(1);
    waves.removeOpinion(1, 1);
    waves.find(1, 1);
    waves.list(1);
    waves.open(1);
    waves.items(1, 1, 0, 1);
    waves.drawn(1, 1, 0, 1);
    waves.setNextPosition(1, 1, 1);
    waves.scanTaken(1, ordinal -> {});
    waves.scanUnserved(1, ordinal -> {});
    waves.close(1, 1, WaveRow.State.SERVED, 1);
    TaskTable tasks = tables.table(TaskTable.class);
    TaskRow task = SampleRows.task(1, 0, 1, 0);
    tasks.insert(List.of(task));
    tasks.update(task);
    tasks.find(1, 0);
    tasks.wanted(1, "ann", 0, 1, 10);
    tasks.wantedCount(1, 1, 10);
    tasks.passedOverCount(1, 1, 10);
    tasks.isAnyWanted(1);
    tasks.settled(1, 0, 1);
    tasks.scanSettled(1, 0, row -> {});
    AssignmentTable assignments = tables.table(AssignmentTable.class);
    long id = assignments.lastId() + 1;
    assignments.insert(List.of(SampleRows.numbered(SampleRows.assignment(task, "ann", 1, 1), id)));
    assignments.find(id);
    assignments.transfer(id, "ann");
    assignments.putOff(1_000);
    assignments.nextExpiryMillis(1);
    assignments.due(1, 0, 1);
    assignments.projectsWithDue(0, 1);
    assignments.ofItem(1, 0);
    assignments.open(1, null, 9, AssignmentTable.After.NOTHING, 1);
    assignments.open(1, "ann", 9, AssignmentTable.After.NOTHING, 1);
    assignments.returned(1, null, 1);
    assignments.returned(1, "ann", 1);
    LabelTable labels = tables.table(LabelTable.class);
    labels.insert(SampleRows.label(1, 0, "ann", id, Funding.FUNDING_FUNDED));
    labels.update(requireNonNull(labels.ofAssignment(id)));
    labels.answers(1, 0);
    labels.list(1, 0, null, null, 1);
    labels.list(1, 0, 0, null, 1);
    labels.list(1, 0, null, Funding.FUNDING_UNFUNDED, 1);
    labels.list(1, 0, null, Funding.FUNDING_FUNDED, 1);
    labels.votesBetween(1, "ann", 0, 9, 1);
    labels.discounted(1, "ann");
    labels.discount(1, 1, true);
    labels.latest(1, "ann", 1);
    labels.lastId(1);
    labels.scanCounted(1, 0, vote -> {});
    labels.latestDurations(1, "ann", 1);
    labels.fund(1, 1, Funding.FUNDING_DUPLICATE, 0);
    labels.totals(1);
    labels.scanCosts(1, cost -> {});
    assignments.close(id, AssignmentRow.State.LABELED, 1);
  }
}
