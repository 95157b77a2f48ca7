package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.server.store.RestoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.v1.Assignment;
import dev.assay.v1.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Late answers with tokens that were given before the store was restored. */
@Timeout(120)
final class RestoredTokensTest {
  private static final ProjectName PROJECT = ProjectName.of("restored");

  @TempDir private Path folder;

  private static AssayClient client(ServerFixture fixture) {
    return AssayClient.connect("127.0.0.1:" + fixture.server().port());
  }

  private Path store() {
    return folder.resolve("assay.db");
  }

  private static void fill(AssayClient client) {
    client.projects().createProject(ValidRequests.project(PROJECT.toString()), 1_000_000);
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, 50).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
  }

  private static List<Assignment> lease(AssayClient client, String annotator, int count) {
    return client.acquisition().nextBatch(PROJECT, annotator, count).getAssignmentsList();
  }

  private static void assertOutdated(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.reasonName()).isEqualTo("TOKEN_OUTDATED"));
  }

  private static void assertLateAnswersAreRefused(AssayClient client, List<Assignment> old) {
    lease(client, "ann", old.size()); // which has the same numbers
    assertOutdated(
        () ->
            client
                .labels()
                .submitLabels(PROJECT, "ann", List.of(LabelClient.answer(old.get(0), "yes"))));
    assertOutdated(
        () ->
            client
                .acquisition()
                .returnAssignments(PROJECT, "ann", List.of(old.get(0).getToken()), "late"));
    assertThat(client.budget().getBudget(PROJECT).getChargedMicros()).isZero();
  }

  @Test
  void aLateAnswerAfterARestoreIsStoredOnNoOtherItem() throws Exception {
    List<Assignment> old;
    Path backup = folder.resolve("backup.db");
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      fill(client);
      StoreEngines.backup(store().toString(), backup);
      old = lease(client, "ann", 10);
    }
    StoreEngines.restore(backup, store().toString(), new RestoreOptions(true, false, false));
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      assertLateAnswersAreRefused(client, old);
    }
  }

  @Test
  void aLateAnswerAfterAnOlderFileWasPutBackByHandIsStoredOnNoOtherItem() throws Exception {
    List<Assignment> old;
    Path copy = folder.resolve("copy.db");
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      fill(client);
    }
    Files.copy(store(), copy);
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      old = lease(client, "ann", 10);
    }
    Files.copy(copy, store(), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(folder.resolve("assay.db.lock")); // nobody can notice
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      assertLateAnswersAreRefused(client, old);
    }
  }
}
