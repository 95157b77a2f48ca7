package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.gold.StandingsNow;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.UpdateProject;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.WaveInputs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wave is drawn again from what was stored with it, whatever the project says since. */
class WaveInputsTest {
  private static final int ITEMS = 300;

  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(
                Policy.newBuilder()
                    .setStrategy("entropy")
                    .setExplorationShare(.2)
                    .setSharpness(2)
                    .setWaveSize(40)),
            100_000);
    project.putItems(ITEMS, null);
    project.putScores("v1", WavesTest.scores(ITEMS, 1));
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private void change(Policy.Builder policy) {
    project.run(
        new UpdateProject(
            new PolicyRules(Strategies.names()),
            project.waves::withdraw,
            new StandingsNow(project.secrets, project.models)::reviewAll),
        UpdateProjectRequest.newBuilder()
            .setRequestId("change")
            .setProject(
                Project.newBuilder().setName(LocalProject.NAME).setPolicy(policy.setWaveSize(40)))
            .setUpdateMask(FieldMask.newBuilder().addPaths("policy"))
            .build());
  }

  private WaveInputs inputs(long waveNumber) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), waveNumber)));
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

  @Test
  void aWaveIsReplayedByThePolicyThatItWasPlannedWith() {
    project.next("ann", 10);
    change(Policy.newBuilder().setStrategy("random").setExplorationShare(.5).setSharpness(9));
    project.next("ann", 10);
    assertThat(inputs(1).getPolicy().getVersion()).isEqualTo(1);
    assertThat(inputs(1).getPolicy().getStrategy()).isEqualTo("entropy");
    assertThat(inputs(1).getExplorationShare()).isEqualTo(.2);
    assertThat(inputs(2).getPolicy().getVersion()).isEqualTo(2);
    assertThat(inputs(2).getPolicy().getStrategy()).isEqualTo("random");
    assertThat(isReplayed(1)).isTrue();
    assertThat(isReplayed(2)).isTrue();
  }

  @Test
  void aWaveFollowsFromItsInputs() throws SQLException {
    project.next("ann", 10);
    Policy other = inputs(1).getPolicy().toBuilder().setSharpness(3).build();
    execute("DELETE FROM wave_inputs");
    put(WaveInputs.newBuilder().setPolicy(other).setExplorationShare(.2).build());
    assertThat(isReplayed(1)).as("as if it had been planned by another policy").isFalse();
  }

  @Test
  void whatIsMeasuredIsOfThePolicy() throws SQLException {
    change(Policy.newBuilder().setMeasure(1));
    project.next("ann", 10);
    WaveInputs measuring = inputs(1);
    assertThat(measuring.getPolicy().getStrategy()).isEqualTo("two-phase");
    assertThat(isReplayed(1)).isTrue();
    for (double measure : new double[] {.5, 0}) {
      WaveInputs.Builder other = measuring.toBuilder();
      other.getPolicyBuilder().setMeasure(measure);
      execute("DELETE FROM wave_inputs");
      put(other.build());
      assertThat(isReplayed(1)).as("as if %s of it had been to measure", measure).isFalse();
    }
    execute("DELETE FROM wave_inputs");
    WaveInputs.Builder named = measuring.toBuilder();
    named.getPolicyBuilder().setStrategy("measure-first").clearMeasure();
    put(named.build());
    assertThat(isReplayed(1)).as("the other name for all of it").isTrue();
  }

  @Test
  void aWaveOfAnOlderStoreIsReplayedFromItsColumns() throws SQLException {
    project.next("ann", 10);
    change(Policy.newBuilder().setStrategy("random").setExplorationShare(.5).setSharpness(9));
    project.next("ann", 10);
    execute("DELETE FROM wave_inputs");
    assertThat(project.store.<Boolean>read(t -> t.waves().inputs(project.projectId(), 1) == null))
        .isTrue();
    assertThat(isReplayed(1)).isTrue();
    assertThat(isReplayed(2)).isTrue();
  }

  private void put(WaveInputs inputs) {
    project.write(
        transaction -> {
          transaction.waves().putInputs(project.projectId(), 1, inputs);
          return true;
        });
  }

  /** By another connection, as no server does. */
  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("assay.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
