package dev.assay.server.budget;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.labels.SubmitLabels;
import dev.assay.server.pool.PoolView;
import dev.assay.server.request.Violations;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LabelRow;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.AnnotatorSpend;
import dev.assay.v1.Assignment;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.DaySpend;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.SliceSpend;
import dev.assay.v1.SpendSum;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumSpend;
import dev.assay.v1.SubmitLabelsRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was spent on what, against the journal and the labels added up one by one. */
class SpendReportTest {
  private static final long HOUR = 3_600_000L;
  private static final List<String> ANNOTATORS = List.of("ann", "bob", "cleo");
  private static final int ITEMS = 120;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(11);
  private LocalProject project;
  private int requests;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(
                    Policy.newBuilder().setWaveSize(40).setAgreeingVotes(2).setMaxVotes(3))
                .toBuilder()
                .setStrata(
                    StrataDefinition.newBuilder()
                        .addDimensions(
                            StratumDimension.newBuilder()
                                .setPredictedClass(
                                    StratumDimension.PredictedClass.getDefaultInstance())))
                .build(),
            1_500);
    project.putItems(ITEMS / 2, null);
    project.putItems(ITEMS / 2, 7L);
    float[][] rows = new float[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      rows[i] = i % 4 == 0 ? new float[] {0.2f, 0.5f, 0.3f} : new float[] {0.6f, 0.2f, 0.2f};
    }
    project.putScores("v1", rows);
    project.clockMillis.set(Instant.parse("2026-03-01T20:00:00Z").toEpochMilli());
    project.plan(BudgetPlan.newBuilder().setTimeZone("America/New_York"));
    for (int step = 0; step < 40; step++) {
      work(ANNOTATORS.get(random.nextInt(3)));
      project.clockMillis.addAndGet(random.nextLong(5 * HOUR));
    }
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  /** Takes a batch; answers a part of it in time, and now and then one too late. */
  private void work(String annotator) {
    NextBatchResponse batch = project.next(annotator, 4);
    boolean late = random.nextInt(5) == 0;
    if (late) {
      project.clockMillis.addAndGet(30 * HOUR);
    }
    for (Assignment assignment : batch.getAssignmentsList()) {
      if (random.nextInt(4) == 0) {
        continue;
      }
      LabelSubmission.Builder label =
          LabelSubmission.newBuilder()
              .setToken(assignment.getToken())
              .setValue(LabelValue.newBuilder().addClassNames(random.nextInt(3) == 0 ? "a" : "b"));
      if (random.nextInt(3) > 0) {
        label.setLabelingDuration(Durations.fromMillis(random.nextLong(60_000)));
      }
      project.run(
          new SubmitLabels(project.secrets, project.models),
          SubmitLabelsRequest.newBuilder()
              .setRequestId("label" + requests++)
              .setProject(LocalProject.NAME)
              .setAnnotatorId(annotator)
              .addLabels(label)
              .build());
    }
  }

  private GetSpendReportResponse report(GetSpendReportRequest.Builder request) {
    GetSpendReportRequest built = request.setProject(LocalProject.NAME).build();
    GetSpendReport rpc = new GetSpendReport(project.store, new PoolView(project.indexes));
    Violations violations = new Violations();
    rpc.validate(built, violations);
    violations.throwIfAny();
    return rpc.answer(built);
  }

  private List<JournalRow> charges() {
    return project.store.read(
        tables ->
            tables.budgets().journal(project.projectId(), 0, Integer.MAX_VALUE).stream()
                .filter(
                    entry ->
                        entry.kind() == JournalEntry.Kind.KIND_CHARGE
                            || entry.kind() == JournalEntry.Kind.KIND_LATE_CHARGE)
                .toList());
  }

  private List<LabelRow> labels() {
    return project.store.read(
        tables -> tables.labels().list(project.projectId(), 0, null, null, Integer.MAX_VALUE));
  }

  /** Micros and labels by a key of the charged assignment. */
  private <K extends Comparable<K>> Map<K, List<Long>> bruteForce(
      Predicate<JournalRow> counted, Function<JournalRow.Subject, K> key) {
    return charges().stream()
        .filter(counted)
        .collect(
            Collectors.groupingBy(
                entry -> key.apply(requireNonNull(entry.subject())),
                TreeMap::new,
                Collectors.teeing(
                    Collectors.summingLong(JournalRow::amountMicros),
                    Collectors.counting(),
                    List::of)));
  }

  private static List<Long> values(SpendSum sum) {
    return List.of(sum.getChargedMicros(), sum.getFundedLabelCount());
  }

  private static <R> Map<Object, List<Long>> shown(
      List<R> rows, Function<R, Object> key, Function<R, SpendSum> sum) {
    return rows.stream()
        .filter(row -> sum.apply(row).getFundedLabelCount() > 0)
        .collect(Collectors.toMap(key, row -> values(sum.apply(row))));
  }

  @Test
  void slicesDaysAndAnnotatorsAreWhatTheJournalComesTo() {
    GetSpendReportResponse report = report(GetSpendReportRequest.newBuilder());
    assertThat(report.getTimeZone()).isEqualTo("America/New_York");
    assertThat(report.getDaysCount()).isGreaterThan(3);
    assertThat(report.getSlicesCount()).isGreaterThan(1);
    assertThat(shown(report.getSlicesList(), SliceSpend::getSlice, SliceSpend::getSpend))
        .isEqualTo(bruteForce(entry -> true, JournalRow.Subject::slice));
    assertThat(
            shown(
                report.getDaysList(),
                day -> Math.toIntExact(LocalDate.parse(day.getDate()).toEpochDay()),
                DaySpend::getSpend))
        .isEqualTo(bruteForce(entry -> true, JournalRow.Subject::budgetDay));
    assertThat(
            shown(
                report.getAnnotatorsList(),
                AnnotatorSpend::getAnnotatorId,
                AnnotatorSpend::getSpend))
        .isEqualTo(bruteForce(entry -> true, JournalRow.Subject::annotatorId));
    assertThat(report.getDaysList()).extracting(DaySpend::getDate).isSorted();
  }

  @Test
  void theWholeIsTheBalanceAndTellsWhatALabelAndASettledItemCost() {
    project.run(
        new AdjustCharges(),
        AdjustChargesRequest.newBuilder()
            .setRequestId("fee")
            .setProject(LocalProject.NAME)
            .setAmountMicros(5)
            .setReason("fee")
            .build());
    GetSpendReportResponse report = report(GetSpendReportRequest.newBuilder());
    long micros = report.getTotal().getChargedMicros();
    long count = report.getTotal().getFundedLabelCount();
    assertThat(micros).isEqualTo(project.budget().chargedMicros() - 5).isPositive();
    assertThat(count).isEqualTo(project.budget().fundedLabelCount());
    assertThat(report.getAdjustedMicros()).isEqualTo(5);
    assertThat(Durations.toMillis(report.getTotal().getLabelingDuration()))
        .isEqualTo(project.budget().spent().labelingMillis())
        .isPositive();
    assertThat(report.getTotal().getMeanLabelMicros())
        .isEqualTo(Math.round((double) micros / count));
    long settled =
        project.store.read(
            tables -> (long) tables.progress().get(project.projectId()).settledCount());
    assertThat(report.getSettledItemCount()).isEqualTo(settled).isPositive();
    assertThat(report.getMeanSettledItemMicros()).isEqualTo(Math.round((double) micros / settled));
  }

  @Test
  void daysAreCutAtBothEnds() {
    GetSpendReportResponse all = report(GetSpendReportRequest.newBuilder());
    String first = all.getDays(1).getDate();
    String last = all.getDays(all.getDaysCount() - 2).getDate();
    GetSpendReportResponse some =
        report(GetSpendReportRequest.newBuilder().setStartDate(first).setEndDate(last));
    assertThat(some.getDaysList()).isEqualTo(all.getDaysList().subList(1, all.getDaysCount() - 1));
    assertThat(some.getTotal().getChargedMicros())
        .isEqualTo(
            some.getDaysList().stream().mapToLong(d -> d.getSpend().getChargedMicros()).sum());
    assertThat(some.hasSettledItemCount()).isFalse();
    assertThat(some.hasMeanSettledItemMicros()).isFalse();
    assertThat(some.hasAdjustedMicros()).isFalse();
    assertThat(report(GetSpendReportRequest.newBuilder().setEndDate("2026-02-28")).getTotal())
        .isEqualTo(SpendSum.newBuilder().setLabelingDuration(Durations.ZERO).build());
  }

  @Test
  void strataAreWhatTheLabelsOfTheirItemsCost() {
    GetSpendReportResponse report =
        report(GetSpendReportRequest.newBuilder().setIncludeStrata(true));
    Map<Object, List<Long>> expected = new TreeMap<>();
    long[] millis = new long[1];
    for (LabelRow label : labels()) {
      Long labelingMillis = label.labelingMillis();
      millis[0] += labelingMillis == null ? 0 : labelingMillis;
      String stratum = "predicted=" + (label.ordinal() % 4 == 0 ? "b" : "a");
      expected.merge(
          stratum,
          List.of(label.chargedMicros(), label.chargedMicros() > 0 ? 1L : 0L),
          (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    }
    assertThat(shown(report.getStrataList(), StratumSpend::getStratum, StratumSpend::getSpend))
        .isEqualTo(expected)
        .hasSize(2);
    assertThat(report.getStrataList())
        .extracting(row -> -row.getSpend().getChargedMicros())
        .isSorted();
    assertThat(
            report.getStrataList().stream()
                .mapToLong(row -> Durations.toMillis(row.getSpend().getLabelingDuration()))
                .sum())
        .isEqualTo(millis[0]);
    assertThat(report(GetSpendReportRequest.newBuilder()).getStrataList()).isEmpty();
  }

  @Test
  void groupsBeyondTheLimitAreOneSum() {
    SpendGroups<Integer> groups = new SpendGroups<>();
    for (int key = 0; key < 5; key++) {
      groups.of(key).add(10L * key, 1, 100);
    }
    List<Integer> keys = new ArrayList<>();
    List<SpendSum> rest = new ArrayList<>();
    groups.showGreatest(2, (key, sum) -> keys.add(key), rest::add);
    assertThat(keys).containsExactly(4, 3);
    groups.showLast(3, (key, sum) -> keys.add(key), rest::add);
    assertThat(keys).containsExactly(4, 3, 2, 3, 4);
    assertThat(rest).extracting(SpendSum::getChargedMicros).containsExactly(30L, 10L);
    assertThat(rest).extracting(SpendSum::getMeanLabelMicros).containsExactly(10L, 5L);
    groups.showLast(5, (key, sum) -> {}, rest::add);
    assertThat(rest).hasSize(2);
  }

  @Test
  void whatCannotBeReportedIsNamed() {
    assertThatThrownBy(
            () ->
                report(
                    GetSpendReportRequest.newBuilder()
                        .setStartDate("2026-02-30")
                        .setEndDate("yesterday")))
        .hasMessageContaining("start_date")
        .hasMessageContaining("end_date");
    assertThatThrownBy(
            () ->
                report(
                    GetSpendReportRequest.newBuilder()
                        .setStartDate("2026-02-03")
                        .setEndDate("2026-02-02")
                        .setIncludeStrata(true)))
        .hasMessageContaining("must not be before")
        .hasMessageContaining("include_strata");
    GetSpendReport rpc = new GetSpendReport(project.store, new PoolView(project.indexes));
    assertThatThrownBy(
            () ->
                rpc.answer(GetSpendReportRequest.newBuilder().setProject("projects/none").build()))
        .isInstanceOf(ProjectNotFound.class);
  }
}
