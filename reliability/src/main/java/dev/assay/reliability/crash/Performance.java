package dev.assay.reliability.crash;

import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.Invariants;
import dev.assay.reliability.sidecar.Sidecar;
import dev.assay.reliability.sidecar.StateDump;
import dev.assay.reliability.sidecar.VirtualClock;
import dev.assay.reliability.sidecar.WatchedStore;
import dev.assay.server.failure.Failure;
import dev.assay.server.store.Store;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a stage in which the connection dies, and what comes after. */
final class Performance {
  /**
   * How it ended.
   *
   * @param first answers before the crash, of those that were answered
   * @param again answers to the same calls after the recovery
   * @param epilogue answers to what came then
   * @param dump every row at the end
   * @param steps how many steps the act has
   */
  record Ending(
      List<Answer> first,
      List<Answer> again,
      List<Answer> epilogue,
      List<String> dump,
      int steps) {}

  /** What a caller is told whose request may or may not have been done. */
  private static final String OUTCOME_UNKNOWN = "STORE_FAILED";

  private final Stage stage;
  private final Path file;
  private final Path corpse;
  private final Death.Kind kind;
  private final Death death;
  private final VirtualClock clock;
  private final List<String> wrong = new ArrayList<>();

  private Performance(Stage stage, Path folder, Death.Kind kind, int atStep) {
    this.stage = stage;
    this.file = folder.resolve("run.db");
    this.corpse = folder.resolve("corpse.db");
    this.kind = kind;
    this.death = new Death(kind, atStep, file, corpse);
    this.clock = new VirtualClock(stage.nowMillis());
  }

  /** The run in which nobody dies. */
  static Ending undisturbed(Stage stage, Path folder) throws IOException {
    Performance performance = new Performance(stage, folder, Death.Kind.FAILURE, 0);
    Ending ending = performance.play();
    boolean served = ending.first().stream().allMatch(Answer::isOk);
    if (stage.calls().size() == 1 && served == stage.isRefused()) {
      performance.wrong.add("the act was answered " + ending.first());
    }
    if (!performance.wrong.isEmpty()) {
      throw new IllegalStateException("without a crash: " + performance.wrong);
    }
    return ending;
  }

  /** A run that dies at a step; returns what is wrong then, hopefully nothing. */
  static List<String> dying(
      Stage stage, Path folder, Death.Kind kind, int atStep, Ending undisturbed)
      throws IOException {
    Performance performance = new Performance(stage, folder, kind, atStep);
    try {
      performance.compare(performance.play(), undisturbed);
    } catch (RuntimeException e) {
      performance.wrong.add("it threw " + e);
    }
    return performance.wrong.stream()
        .map(text -> kind + " at " + performance.death.where() + ": " + text)
        .toList();
  }

  private Ending play() throws IOException {
    StoreFiles.copy(stage.store(), file);
    try {
      List<Answer> first = act();
      Path left = kind == Death.Kind.KILL && death.happened() ? corpse : file;
      try (Store store = StoreEngines.open(left.toString(), Stage.options(), clock);
          Sidecar sidecar = Sidecar.start(store, clock, Stage.SETTINGS)) {
        wrong.addAll(store.read(Invariants::broken));
        List<Answer> again = run(sidecar, stage.calls());
        sidecar.doChores();
        List<Answer> epilogue = run(sidecar, stage.epilogue());
        wrong.addAll(store.read(Invariants::broken));
        return new Ending(first, again, epilogue, store.read(StateDump::of), death.steps());
      }
    } finally {
      StoreFiles.remove(file);
      StoreFiles.remove(corpse);
    }
  }

  /** The act on a store that may die; whatever the store then says, it must say it stopped. */
  private List<Answer> act() {
    try (WatchedStore store =
        new WatchedStore(
            StoreEngines.over(
                SqliteEngine.open(
                    file,
                    Stage.options(),
                    clock,
                    connection -> MortalConnection.of(connection, death)),
                Stage.options(),
                clock))) {
      List<Answer> answers;
      try (Sidecar sidecar = Sidecar.start(store, clock, Stage.SETTINGS)) {
        answers = act(store, sidecar);
        death.disarm();
        if (death.happened()) {
          checkStopped(store, sidecar);
        }
      }
      return answers;
    }
  }

  private List<Answer> act(WatchedStore store, Sidecar sidecar) {
    if (stage.calls().size() > 1) {
      return sidecar.callTogether(stage.calls(), store, death::arm);
    }
    death.arm();
    return stage.calls().isEmpty() ? chores(sidecar) : List.of(sidecar.call(stage.calls().get(0)));
  }

  private static List<Answer> chores(Sidecar sidecar) {
    try {
      sidecar.doChores();
      return List.of();
    } catch (Failure stopped) {
      return List.of(); // nobody asked, so nobody is told
    }
  }

  /** A store that has died takes nothing any more, and says so. */
  private void checkStopped(Store store, Sidecar sidecar) {
    if (store.isHealthy()) {
      wrong.add("the writer goes on");
    }
    Answer later = sidecar.call(stage.epilogue().get(1));
    if (!later.reason().equals(OUTCOME_UNKNOWN)) {
      wrong.add("a later request was answered " + later);
    }
  }

  private static List<Answer> run(Sidecar sidecar, List<Call> calls) {
    return calls.stream().map(sidecar::call).toList();
  }

  private void compare(Ending ending, Ending undisturbed) {
    if (!death.happened()) {
      wrong.add("it did not die");
    }
    for (int i = 0; i < ending.again().size(); i++) {
      compareAnswers(i, ending, undisturbed.first().get(i));
    }
    if (stage.exact()) {
      for (int i = 0; i < ending.epilogue().size(); i++) {
        require(ending.epilogue().get(i), undisturbed.epilogue().get(i), "afterwards");
      }
      compareRows(ending.dump(), undisturbed.dump());
    }
  }

  /** What was answered must stand, and a request that was not answered is done when repeated. */
  private void compareAnswers(int call, Ending ending, Answer undisturbed) {
    Answer first = ending.first().get(call);
    Answer again = ending.again().get(call);
    boolean wasAnswered = !first.reason().equals(OUTCOME_UNKNOWN);
    if (wasAnswered) {
      require(again, first, "repeated");
    }
    if (stage.exact()) {
      require(again, undisturbed, "repeated");
    }
    if (wasAnswered && stage.exact()) {
      require(first, undisturbed, "answered");
    }
  }

  private void require(Answer answer, Answer expected, String when) {
    if (!answer.agreesWith(expected)) {
      wrong.add(when + ": " + answer + " instead of " + expected);
    }
  }

  private void compareRows(List<String> rows, List<String> expected) {
    for (int i = 0; i < Math.max(rows.size(), expected.size()); i++) {
      String row = i < rows.size() ? rows.get(i) : "nothing";
      String other = i < expected.size() ? expected.get(i) : "nothing";
      if (!row.equals(other)) {
        wrong.add("stored: " + row + " instead of " + other);
        return;
      }
    }
  }
}
