package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.ContractRpcs;
import dev.assay.server.gold.StandingsNow;
import dev.assay.server.pool.PutScores;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.UpdateProject;
import dev.assay.server.request.Ingest;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ScoreChunk;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves that are drawn by what the members of an ensemble say. */
class EnsembleWavesTest {
  private static final int ITEMS = 200;
  private static final int MEMBERS = 3;

  @TempDir Path folder;
  private LocalProject project;
  private int putCount;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(
                Policy.newBuilder()
                    .setStrategy("vote-entropy")
                    .setExplorationShare(.01)
                    .setWaveSize(5)),
            100_000);
    project.putItems(ITEMS, null);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  /** Scores of some items, whose members disagree where the function says so. */
  private void put(String version, IntPredicate isPut, IntPredicate isOpen) {
    Ingest<PutScoresRequest, PutScoresResponse> stream =
        new PutScores(
                project.store,
                project.indexes,
                (transaction, row, request) ->
                    project.waves.withdraw(transaction, row.projectId(), request))
            .open(ContractRpcs.of(PutScoresRequest.getDefaultInstance()));
    PutScoresHeader header =
        PutScoresHeader.newBuilder()
            .setRequestId("scores" + putCount++)
            .setProject(LocalProject.NAME)
            .setModelVersion(version)
            .setEnsembleSize(MEMBERS)
            .build();
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    for (int i = 0; i < ITEMS; i++) {
      if (isPut.test(i)) {
        chunk.addItemIds("i" + i).addAllProbabilities(List.of(.4f, .3f, .3f));
        for (int member = 0; member < MEMBERS; member++) {
          for (int k = 0; k < 3; k++) {
            boolean isAnswer = k == (isOpen.test(i) ? member : 0);
            chunk.addEnsembleProbabilities(isAnswer ? .8f : .1f);
          }
        }
      }
    }
    stream.accept(PutScoresRequest.newBuilder().setHeader(header).build()).join();
    stream.accept(PutScoresRequest.newBuilder().setChunk(chunk).build()).join();
    assertThat(stream.finish().join().getErrorCount()).isZero();
  }

  private List<WaveDrawn> drawn() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1_000)).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  private boolean isReplayed(long waveNumber) {
    return new ReplayWave(project.store)
        .answer(
            ReplayWaveRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setWaveNumber(waveNumber)
                .build())
        .getIdentical();
  }

  private long useful(long waveNumber) {
    return project
        .store
        .read(tables -> tables.waves().items(project.projectId(), waveNumber, 0, 5))
        .stream()
        .mapToDouble(WaveItemRow::utility)
        .filter(utility -> utility > .99)
        .count();
  }

  @Test
  void aWaveTakesWhatTheMembersOfTheLatestRevisionDisagreeOf() {
    put("v1", i -> true, i -> i < 10);
    project.next("ann", 5);
    assertThat(useful(1)).isGreaterThanOrEqualTo(4); // the rest by the floor of .01
    put("v1", i -> i >= 100, i -> i >= 190); // a revision of some
    project.next("ann", 20);
    put("v2", i -> true, i -> i % 2 == 0); // replaces all
    project.next("ann", 10);
    assertThat(drawn()).extracting(WaveDrawn::getStrategy).containsOnly("vote-entropy");
    assertThat(drawn()).extracting(WaveDrawn::getRevision).contains(1L, 2L);
    for (WaveDrawn wave : drawn()) {
      assertThat(isReplayed(wave.getWaveNumber())).as("wave %d", wave.getWaveNumber()).isTrue();
    }
  }

  @Test
  void aReplayReadsTheEnsembleOnlyWhereTheWaveDid() {
    put("v1", i -> true, i -> i < 10);
    project.next("ann", 5);
    assertThat(readsEnsemble(1)).isTrue();
    project.run(
        new UpdateProject(
            new PolicyRules(Strategies.names()),
            project.waves::withdraw,
            new StandingsNow(project.secrets, project.models)::reviewAll),
        UpdateProjectRequest.newBuilder()
            .setRequestId("change")
            .setProject(
                Project.newBuilder()
                    .setName(LocalProject.NAME)
                    .setPolicy(Policy.newBuilder().setStrategy("margin").setWaveSize(5)))
            .setUpdateMask(FieldMask.newBuilder().addPaths("policy"))
            .build());
    project.next("ann", 5);
    List<WaveDrawn> waves = drawn(); // others may be drawn ahead meanwhile
    long last = waves.get(waves.size() - 1).getWaveNumber();
    assertThat(readsEnsemble(last)).isFalse();
    assertThat(isReplayed(last)).isTrue();
  }

  private boolean readsEnsemble(long waveNumber) {
    return project.store.read(
        tables ->
            requireNonNull(tables.waves().inputs(project.projectId(), waveNumber))
                .getReadsEnsemble());
  }
}
