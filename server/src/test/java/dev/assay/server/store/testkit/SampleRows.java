package dev.assay.server.store.testkit;

import com.google.protobuf.ByteString;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetWatch;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BatchGranted;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.Funding;
import dev.assay.v1.GoldItem;
import dev.assay.v1.Grant;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import dev.assay.v1.WaveInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows for tests, each of which can be told from the next. */
public final class SampleRows {
  public static final long PRICE_MICROS = 50_000;
  public static final long LEASE_MILLIS = 3_600_000;

  private SampleRows() {}

  /** Makes a project with a budget and returns its number. */
  public static long project(Transaction t, String name, long ceilingMicros) {
    Project definition =
        Project.newBuilder().setName("projects/" + name).setDisplayName("Project " + name).build();
    long projectId = t.projects().insert(name, definition, t.nowMillis());
    t.budgets().insert(budget(projectId, ceilingMicros, 0, 0));
    return projectId;
  }

  public static BudgetRow budget(
      long projectId, long ceilingMicros, long chargedMicros, long heldMicros) {
    return new BudgetRow(
        projectId,
        ceilingMicros,
        ceilingMicros,
        100L,
        new Spending(chargedMicros, heldMicros, 1, 2, 3_000),
        -7,
        3,
        new BudgetWatch(11, 12, 13L, 1_700_000_000_005L, 14L),
        BudgetPlan.newBuilder().setLabelCeiling(100).setTimeZone("UTC").build(),
        4,
        5,
        1_700_000_000_006L);
  }

  public static LineRow line(long projectId, String line, int periodDay, String annotatorId) {
    return new LineRow(
        projectId, line, periodDay, annotatorId, 1000L, null, new Spending(100, 200, 3, 4, 5_000));
  }

  public static SpendRow spend(long projectId, int budgetDay, String annotatorId) {
    return new SpendRow(
        projectId, budgetDay, Slice.SLICE_EXPLORE, annotatorId, PRICE_MICROS, 1, 1_500);
  }

  public static ItemRow item(int ordinal) {
    return new ItemRow(
        ordinal,
        "item-" + ordinal,
        ordinal % 2 == 0 ? null : (long) ordinal,
        ordinal % 3 == 0 ? Map.of() : Map.of("site", "s" + ordinal, "year", "2025"),
        ordinal % 4,
        1_700_000_000_000L + ordinal);
  }

  public static List<ItemRow> items(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(SampleRows::item).toList();
  }

  public static ScoreSetRow scoreSet(long projectId, String modelVersion, long revision) {
    return new ScoreSetRow(
        0,
        projectId,
        modelVersion,
        revision,
        null,
        false,
        3,
        2,
        0,
        0,
        0,
        7,
        0,
        "request-1",
        false,
        0,
        null);
  }

  public static WaveRow wave(long projectId, long waveNumber, int drawCount) {
    return new WaveRow(
        projectId,
        waveNumber,
        new WaveRow.Basis(2, null, null, "margin", 0.3, 3.0, -123456789L),
        new WaveRow.Counts(1000, 900, drawCount),
        new WaveRow.Controls(
            800, 12.5, new double[] {1.5, 2.5, 3.5}, 310.25, 4_000.5, 320.5, 5_000.25),
        ByteString.copyFromUtf8("digest-" + waveNumber),
        waveNumber * 100,
        1_700_000_000_000L,
        WaveRow.Serving.NONE);
  }

  /** What a wave may have been computed from. */
  public static WaveInputs waveInputs() {
    return WaveInputs.newBuilder()
        .setPolicy(Policy.newBuilder().setVersion(2).setStrategy("margin").setSharpness(3))
        .setExplorationShare(0.3)
        .build();
  }

  /** Items at positions from 0, whose ordinals count from {@code firstOrdinal}. */
  public static List<WaveItemRow> waveItems(long waveNumber, int firstOrdinal, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            position ->
                new WaveItemRow(
                    waveNumber,
                    position,
                    firstOrdinal + position,
                    0.25 + position / 1000.0,
                    Slice.SLICE_EXPLOIT,
                    0.75,
                    0.5,
                    position % 3,
                    0.125,
                    position % 2 == 0))
        .toList();
  }

  /** A task without votes, with one open assignment. */
  public static TaskRow task(long projectId, int ordinal, long waveNumber, int position) {
    return new TaskRow(
        projectId,
        ordinal,
        waveNumber,
        position,
        Slice.SLICE_EXPLOIT,
        0,
        1,
        0,
        null,
        0,
        null,
        0,
        false);
  }

  public static TaskRow settled(TaskRow task, String verdict, int settledSequence) {
    return task.with(1, 0, 0, verdict, 1, settledSequence);
  }

  public static AssignmentRow assignment(
      TaskRow task, String annotatorId, long expireMillis, long grantedSequence) {
    return new AssignmentRow(
        0,
        task.projectId(),
        new AssignmentRow.Place(task.ordinal(), task.waveNumber(), task.position()),
        annotatorId,
        TaskKind.TASK_KIND_LABEL,
        Slice.SLICE_EXPLORE,
        PRICE_MICROS,
        AssignmentRow.Lease.held(expireMillis - LEASE_MILLIS, expireMillis, grantedSequence));
  }

  /** Inserts the assignment under the next number, and returns that. */
  public static long insert(Transaction t, AssignmentRow row) {
    long id = t.assignments().lastId() + 1;
    t.assignments().insert(List.of(numbered(row, id)));
    return id;
  }

  public static AssignmentRow numbered(AssignmentRow row, long id) {
    return new AssignmentRow(
        id,
        row.projectId(),
        row.place(),
        row.annotatorId(),
        row.taskKind(),
        row.slice(),
        row.priceMicros(),
        row.lease());
  }

  public static LabelRow label(
      long projectId, int ordinal, String annotatorId, long assignmentId, Funding funding) {
    return new LabelRow(
        0,
        projectId,
        ordinal,
        "",
        annotatorId,
        assignmentId,
        "1",
        funding,
        funding == Funding.FUNDING_FUNDED ? PRICE_MICROS : 0,
        Slice.SLICE_EXPLORE,
        ordinal % 2 == 0 ? null : 1500L,
        1_700_000_000_000L + ordinal,
        false);
  }

  public static JournalRow entry(long projectId, long sequence, long heldMicros) {
    return new JournalRow(
        projectId,
        sequence,
        JournalEntry.Kind.KIND_HOLD,
        JournalEntry.Account.ACCOUNT_HELD,
        JournalEntry.Account.ACCOUNT_AVAILABLE,
        PRICE_MICROS,
        new JournalRow.After(1_000_000_000_000L, 0, heldMicros),
        sequence % 2 == 0
            ? null
            : new JournalRow.Subject(sequence, Slice.SLICE_EXPLOIT, "annotator-1", 20_000),
        new JournalRow.Cause(sequence % 3 == 0 ? "owner" : "", "request-" + sequence, ""),
        1_700_000_000_000L);
  }

  public static AuditEvent event(long sequence, int grantCount) {
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < grantCount; i++) {
      grants.add(
          Grant.newBuilder()
              .setItemId("item-" + i)
              .setTaskKind(TaskKind.TASK_KIND_LABEL)
              .setSlice(Slice.SLICE_EXPLOIT)
              .setPriceMicros(PRICE_MICROS)
              .setWaveNumber(1)
              .setWavePosition(i)
              .setInclusionProbability(0.25)
              .setSliceDraw(0.75)
              .setUtility(0.5)
              .build());
    }
    return AuditEvent.newBuilder()
        .setSequence(sequence)
        .setRequestId("request-" + sequence)
        .setBatchGranted(
            BatchGranted.newBuilder().setAnnotatorId("annotator-1").addAllGrants(grants))
        .build();
  }

  public static RequestRow request(String project, String requestId, long createdMillis) {
    return new RequestRow(
        project,
        requestId,
        ByteString.copyFromUtf8("0123456789abcdef0123456789abcdef"),
        false,
        ByteString.copyFromUtf8("answer to " + requestId),
        createdMillis);
  }

  public static GoldRow gold(long projectId, int ordinal) {
    return new GoldRow(
        projectId,
        ordinal,
        ByteString.copyFromUtf8("key-" + ordinal),
        GoldItem.Source.SOURCE_PUT,
        true,
        2,
        false,
        ordinal * 1000L,
        0,
        0,
        0,
        1_700_000_000_000L);
  }
}
