package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.WaveInputs;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waves, tasks, assignments and labels. */
public abstract class WorkTablesContract extends StoreContract {
  private long project;

  protected WorkTablesContract(StoreEngine engine) {
    super(engine);
  }

  /** Items 0 to 19; wave 1 drew 0 to 9. */
  @BeforeEach
  final void drawWave() {
    project = project("p");
    change(
        t -> {
          t.items().insert(project, SampleRows.items(0, 20));
          t.waves().insert(SampleRows.wave(project, 1, 10), SampleRows.waveItems(1, 0, 10));
        });
  }

  private <R> List<R> all(Function<Tables, List<R>> question) {
    return store().read(question::apply);
  }

  private TaskRow task(int ordinal) {
    return SampleRows.task(project, ordinal, 1, ordinal);
  }

  /** Serves the item: its task and an assignment, whose number is returned. */
  private long serve(int ordinal, String annotator, long expireMillis) {
    return write(
        t -> {
          if (t.tasks().find(project, ordinal) == null) {
            t.tasks().insert(List.of(task(ordinal)));
          }
          return SampleRows.insert(
              t, SampleRows.assignment(task(ordinal), annotator, expireMillis, 3));
        });
  }

  private AssignmentRow assignment(long id) {
    return store().read(t -> requireNonNull(t.assignments().find(id)));
  }

  @Test
  void aWaveComesBackAsItWasDrawn() {
    WaveRow expected = SampleRows.wave(project, 1, 10);
    WaveRow wave = store().read(t -> requireNonNull(t.waves().find(project, 1)));
    assertThat(wave).usingRecursiveComparison().isEqualTo(expected);
    assertThat(all(t -> t.waves().items(project, 1, 0, 100)))
        .isEqualTo(SampleRows.waveItems(1, 0, 10));
    assertThat(all(t -> t.waves().items(project, 1, 4, 3)))
        .isEqualTo(SampleRows.waveItems(1, 0, 10).subList(4, 7));
    assertThat(store().<Boolean>read(t -> t.waves().find(project, 2) == null)).isTrue();
  }

  @Test
  void whatAWaveWasComputedFromComesBack() {
    WaveInputs inputs = SampleRows.waveInputs();
    assertThat(store().<Boolean>read(t -> t.waves().inputs(project, 1) == null)).isTrue();
    change(t -> t.waves().putInputs(project, 1, inputs));
    assertThat(store().<WaveInputs>read(t -> requireNonNull(t.waves().inputs(project, 1))))
        .isEqualTo(inputs);
    assertThat(store().<Boolean>read(t -> t.waves().inputs(project, 2) == null)).isTrue();
  }

  @Test
  void aDrawnItemComesWithItsIdAndItsPriceOfNow() {
    change(
        t -> {
          ItemRow item = SampleRows.item(5);
          t.items()
              .update(
                  project,
                  List.of(new ItemRow(5, item.itemId(), 77L, Map.of(), 3, item.createdMillis())));
        });
    List<DrawnItemRow> drawn = all(t -> t.waves().drawn(project, 1, 4, 3));
    assertThat(drawn).hasSize(3);
    for (int i = 0; i < 3; i++) {
      WaveItemRow as = SampleRows.waveItems(1, 0, 10).get(4 + i);
      ItemRow item = SampleRows.item(4 + i);
      assertThat(drawn.get(i))
          .isEqualTo(
              new DrawnItemRow(
                  1,
                  4 + i,
                  as.ordinal(),
                  as.inclusionProbability(),
                  as.slice(),
                  as.sliceDraw(),
                  as.utility(),
                  item.itemId(),
                  i == 1 ? (Long) 77L : item.priceMicros(),
                  i == 1 ? 3 : item.route()));
    }
  }

  @Test
  void wavesAreOpenUntilTheyAreClosed() {
    change(
        t -> {
          t.waves().insert(SampleRows.wave(project, 2, 5), SampleRows.waveItems(2, 10, 5));
          t.waves().setNextPosition(project, 1, 10);
          t.waves().close(project, 1, WaveRow.State.SERVED, 250);
        });
    assertThat(all(t -> t.waves().open(project)))
        .extracting(WaveRow::waveNumber)
        .containsExactly(2L);
    List<WaveRow> waves = all(t -> t.waves().list(project));
    assertThat(waves).extracting(WaveRow::waveNumber).containsExactly(1L, 2L);
    assertThat(waves.get(0).state()).isEqualTo(WaveRow.State.SERVED);
    assertThat(waves.get(0).closedSequence()).isEqualTo(250);
    assertThat(waves.get(0).unservedCount()).isZero();
  }

  @Test
  void takenAreTheServedAndTheUnservedOfOpenWaves() {
    change(
        t -> {
          t.tasks().insert(List.of(task(0), task(1)));
          t.waves().setNextPosition(project, 1, 2);
        });
    assertThat(taken()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(unserved()).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
    change(t -> t.waves().close(project, 1, WaveRow.State.WITHDRAWN, 9));
    assertThat(taken()).containsExactlyInAnyOrder(0, 1);
    assertThat(unserved()).isEmpty();
  }

  private List<Integer> unserved() {
    return store()
        .read(
            t -> {
              List<Integer> ordinals = new ArrayList<>();
              t.waves().scanUnserved(project, ordinals::add);
              return ordinals;
            });
  }

  private List<Integer> taken() {
    return store()
        .read(
            t -> {
              List<Integer> ordinals = new ArrayList<>();
              t.waves().scanTaken(project, ordinals::add);
              return ordinals;
            });
  }

  @Test
  void aTaskIsFoundByItsItemAlsoWhenAnEarlierWaveHadDrawnTheItem() {
    change(
        t -> {
          t.waves().close(project, 1, WaveRow.State.WITHDRAWN, 9);
          t.waves().insert(SampleRows.wave(project, 2, 3), SampleRows.waveItems(2, 4, 3));
        });
    TaskRow served = SampleRows.task(project, 5, 2, 1);
    change(t -> t.tasks().insert(List.of(served)));
    assertThat(store().<TaskRow>read(t -> requireNonNull(t.tasks().find(project, 5))))
        .isEqualTo(served);
    assertThat(store().<Boolean>read(t -> t.tasks().find(project, 4) == null)).isTrue();
  }

  @Test
  void aTaskIsReplaced() {
    change(t -> t.tasks().insert(List.of(task(0), task(1))));
    TaskRow changed = task(1).with(2, 0, 1, null, 0, null);
    change(t -> t.tasks().update(changed));
    assertThat(store().<TaskRow>read(t -> requireNonNull(t.tasks().find(project, 1))))
        .isEqualTo(changed);
    assertThat(store().<TaskRow>read(t -> requireNonNull(t.tasks().find(project, 0))))
        .isEqualTo(task(0));
  }

  @Test
  void wantedTasksAreOfferedOldestFirstToThoseWhoHaveNotHadThem() {
    long returned = serve(0, "ann", 100);
    serve(1, "ann", 100);
    long expired = serve(2, "ann", 100);
    long late = serve(3, "ann", 100);
    serve(4, "bob", 100);
    change(
        t -> {
          t.assignments().close(returned, AssignmentRow.State.RETURNED, 4);
          t.assignments().close(expired, AssignmentRow.State.EXPIRED, 5);
          t.assignments().close(late, AssignmentRow.State.EXPIRED, 5);
          t.labels().insert(SampleRows.label(project, 3, "ann", late, Funding.FUNDING_UNFUNDED));
          for (int ordinal = 0; ordinal < 5; ordinal++) {
            t.tasks().update(task(ordinal).with(1, 0, 1, null, 0, null));
          }
        });
    assertThat(wanted("ann", 10, 10)).containsExactly(2, 4);
    assertThat(wanted("ann", 1, 10)).containsExactly(2);
    assertThat(wanted("ann", 10, 2)).isEmpty();
    assertThat(wanted("bob", 10, 10)).containsExactly(0, 1, 2, 3);
    assertThat(wanted("cid", 2, 10)).containsExactly(0, 1);
  }

  private List<Integer> wanted(String annotator, int limit, int scanLimit) {
    return store()
        .read(
            t ->
                t.tasks().wanted(project, annotator, 0, limit, scanLimit).stream()
                    .map(TaskRow::ordinal)
                    .toList());
  }

  @Test
  void rowsOfAWorkThatFailedBetweenThemAreNotWrittenWithTheNext() {
    List<TaskRow> broken =
        new AbstractList<>() {
          @Override
          public TaskRow get(int index) {
            if (index == 2) {
              throw new IllegalStateException("no third row");
            }
            return task(index);
          }

          @Override
          public int size() {
            return 3;
          }
        };
    assertThatThrownBy(() -> change(t -> t.tasks().insert(broken)))
        .hasRootCauseMessage("no third row");
    change(t -> t.tasks().insert(List.of(task(5), task(6))));
    assertThat(store().<Boolean>read(t -> t.tasks().find(project, 0) == null)).isTrue();
  }

  @Test
  void itemsThatWerePutBeforeTheirWaveAreItsOwnAndCanBeTakenBackUntilThen() {
    change(
        t -> {
          t.waves().putItems(project, SampleRows.waveItems(2, 10, 3));
          assertThat(t.waves().removeItems(project, 2, 2)).isEqualTo(2);
          assertThat(t.waves().removeItems(project, 2, 2)).isEqualTo(1);
          assertThat(t.waves().removeItems(project, 2, 2)).isZero();
        });
    change(t -> t.waves().putItems(project, SampleRows.waveItems(2, 10, 3)));
    assertThat(store().<Integer>read(t -> t.waves().open(project).size())).isEqualTo(1);
    change(t -> t.waves().insert(SampleRows.wave(project, 2, 3), List.of()));
    List<WaveItemRow> items = store().read(t -> t.waves().items(project, 2, 0, 10));
    assertThat(items).isEqualTo(SampleRows.waveItems(2, 10, 3));
    assertThat(store().<Integer>read(t -> t.waves().items(project, 1, 0, 100).size()))
        .isEqualTo(10);
  }

  /** Works that serve, change prices, ask for votes, look ahead, end waves, and are undone. */
  @Test
  void theWriterSeesWhatAReaderSeesWhateverWasChangedOrUndone() {
    change(
        t -> {
          t.items().insert(project, SampleRows.items(20, 280));
          t.waves().insert(SampleRows.wave(project, 2, 250), SampleRows.waveItems(2, 20, 250));
          t.tasks().insert(List.of(task(0), task(1)));
        });
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean undone = random.nextInt(3) == 0;
      Store.UnitOfWork<Boolean> work = transaction -> step(transaction, random);
      assertThat((undone ? store().rehearse(work) : store().write(work)).join()).isTrue();
      assertThat(write(this::sight)).as("seed %d", seed).isEqualTo(store().read(this::sight));
    }
  }

  private boolean step(Transaction transaction, SplittableRandom random) {
    for (int change = random.nextInt(4); change >= 0; change--) {
      int number = random.nextInt(20);
      switch (random.nextInt(5)) {
        case 0 -> {
          ItemRow item = SampleRows.item(20 + random.nextInt(250));
          transaction
              .items()
              .update(
                  project,
                  List.of(
                      new ItemRow(
                          item.ordinal(),
                          item.itemId(),
                          (long) number,
                          Map.of(),
                          number % 3,
                          item.createdMillis())));
        }
        case 1 ->
            transaction
                .tasks()
                .update(task(number % 2).with(0, 1, random.nextInt(2), null, 0, null));
        case 2 -> sight(transaction);
        case 3 -> transaction.waves().drawn(project, 2, random.nextInt(250), number + 1);
        default -> {
          int next = transaction.waves().open(project).get(1).nextPosition();
          transaction.waves().setNextPosition(project, 2, (next + number) % 250);
        }
      }
    }
    return true;
  }

  /** What the next batches would be made of. */
  private List<Object> sight(Tables tables) {
    WaveRow wave = tables.waves().open(project).get(1);
    int next = wave.nextPosition();
    return List.of(
        next,
        List.copyOf(tables.waves().drawn(project, 2, next, 1)),
        List.copyOf(tables.waves().drawn(project, 2, next, 30)),
        List.copyOf(tables.waves().drawn(project, 2, next, 100)),
        tables.tasks().wanted(project, "ann", 0, 10, 10));
  }

  @Test
  void settledItemsComeInTheOrderOfSettlingOrOfTheirWaves() {
    change(
        t -> {
          t.waves().insert(SampleRows.wave(project, 2, 5), SampleRows.waveItems(2, 10, 5));
          TaskRow late = SampleRows.task(project, 11, 2, 1);
          t.tasks().insert(List.of(task(3), task(5), late, task(6)));
          t.tasks().update(SampleRows.settled(late, "1", 1));
          t.tasks().update(SampleRows.settled(task(5), "0", 2));
          t.tasks().update(SampleRows.settled(task(3), "2", 3));
        });
    List<SettledRow> settled = all(t -> t.tasks().settled(project, 0, 10));
    assertThat(settled)
        .extracting(SettledRow::itemId)
        .containsExactly("item-11", "item-5", "item-3");
    assertThat(settled.get(0).task().verdict()).isEqualTo("1");
    assertThat(settled.get(0).task().isSettled()).isTrue();
    assertThat(settled.get(0).drawn()).isEqualTo(SampleRows.waveItems(2, 10, 5).get(1));
    assertThat(all(t -> t.tasks().settled(project, 1, 1)))
        .extracting(SettledRow::itemId)
        .containsExactly("item-5");
    assertThat(scanSettled(0)).containsExactly(3, 5, 11);
    assertThat(scanSettled(2)).containsExactly(11);
  }

  private List<Integer> scanSettled(long fromWave) {
    return store()
        .read(
            t -> {
              List<Integer> ordinals = new ArrayList<>();
              t.tasks().scanSettled(project, fromWave, row -> ordinals.add(row.drawn().ordinal()));
              return ordinals;
            });
  }

  @Test
  void assignmentsAreNumberedOnFromTheLast() {
    assertThat(this.<Long>write(t -> t.assignments().lastId())).isZero();
    AssignmentRow row = SampleRows.assignment(task(0), "ann", 100, 3);
    long first = write(t -> SampleRows.insert(t, row));
    assertThat(first).isEqualTo(1);
    assertThat(assignment(first)).isEqualTo(SampleRows.numbered(row, first));
    assertThat(this.<Long>write(t -> t.assignments().lastId())).isEqualTo(first);
    change(t -> t.assignments().insert(List.of()));
    assertThatThrownBy(() -> change(t -> t.assignments().insert(List.of(assignment(first)))))
        .hasCauseInstanceOf(ConstraintViolated.class);
    assertThat(this.<Long>write(t -> SampleRows.insert(t, row))).isEqualTo(first + 1);
    assertThat(store().<Boolean>read(t -> t.assignments().find(99) == null)).isTrue();
  }

  @Test
  void labelsAreListedInTheOrderInWhichTheyCame() {
    long a = serve(4, "ann", 100);
    long b = serve(2, "ann", 100);
    long c = serve(4, "bob", 100);
    change(
        t -> {
          t.labels().insert(SampleRows.label(project, 4, "ann", a, Funding.FUNDING_FUNDED));
          t.labels().insert(SampleRows.label(project, 2, "ann", b, Funding.FUNDING_UNFUNDED));
          t.labels().insert(SampleRows.label(project, 4, "bob", c, Funding.FUNDING_FUNDED));
        });
    List<LabelRow> labels = all(t -> t.labels().list(project, 0, null, null, 10));
    assertThat(labels).extracting(LabelRow::assignmentId).containsExactly(a, b, c);
    assertThat(labels.get(1))
        .isEqualTo(
            new LabelRow(
                labels.get(1).labelId(),
                project,
                2,
                "item-2",
                "ann",
                b,
                "1",
                Funding.FUNDING_UNFUNDED,
                0,
                SampleRows.label(project, 2, "ann", b, Funding.FUNDING_UNFUNDED).slice(),
                null,
                1_700_000_000_002L,
                false));
    assertThat(assignments(labels.get(0).labelId(), null, null)).containsExactly(b, c);
    assertThat(assignments(0, 4, null)).containsExactly(a, c);
    assertThat(assignments(labels.get(0).labelId(), 4, null)).containsExactly(c);
    assertThat(assignments(0, null, Funding.FUNDING_UNFUNDED)).containsExactly(b);
    assertThat(assignments(0, 4, Funding.FUNDING_UNFUNDED)).isEmpty();
    assertThat(all(t -> t.labels().answers(project, 4))).containsExactly("1", "1");
    assertThat(all(t -> t.labels().answers(project, 2))).isEmpty();
  }

  private List<Long> assignments(
      long afterId, @Nullable Integer ordinal, @Nullable Funding funding) {
    return store()
        .read(
            t ->
                t.labels().list(project, afterId, ordinal, funding, 10).stream()
                    .map(LabelRow::assignmentId)
                    .toList());
  }

  @Test
  void anAssignmentHasOneLabel() {
    long id = serve(0, "ann", 100);
    LabelRow label = SampleRows.label(project, 0, "ann", id, Funding.FUNDING_FUNDED);
    change(t -> t.labels().insert(label));
    assertThatThrownBy(() -> change(t -> t.labels().insert(label)))
        .hasCauseInstanceOf(ConstraintViolated.class);
    assertThatThrownBy(
            () ->
                change(
                    t ->
                        t.labels()
                            .insert(
                                SampleRows.label(project, 0, "ann", 99, Funding.FUNDING_FUNDED))))
        .hasCauseInstanceOf(ConstraintViolated.class);
  }

  @Test
  void anItemsEventsAreItsDrawGrantsAndClosings() {
    long late = serve(0, "ann", 100);
    change(
        t -> {
          for (long sequence : new long[] {1, 2, 3, 4, 5, 6, 100}) {
            t.audit().append(project, SampleRows.event(sequence, 1));
          }
          t.assignments().close(late, AssignmentRow.State.EXPIRED, 4);
        });
    assertThat(eventsOf(0, 0)).containsExactly(3L, 4L, 100L);
    change(t -> t.assignments().close(late, AssignmentRow.State.LABELED, 6));
    assertThat(assignment(late).closedSequence()).isEqualTo(6);
    assertThat(eventsOf(0, 0)).containsExactly(3L, 4L, 6L, 100L);
    assertThat(eventsOf(0, 4)).containsExactly(6L, 100L);
    assertThat(eventsOf(1, 0)).containsExactly(100L);
    assertThat(eventsOf(15, 0)).isEmpty();
    assertThat(all(t -> t.assignments().ofItem(project, 0)))
        .extracting(AssignmentRow::assignmentId)
        .containsExactly(late);
    assertThat(all(t -> t.assignments().ofItem(project, 1))).isEmpty();
  }

  private List<Long> eventsOf(int ordinal, long after) {
    return store()
        .read(
            t ->
                t.audit().ofItem(project, ordinal, after, 10).stream()
                    .map(AuditEvent::getSequence)
                    .toList());
  }
}
