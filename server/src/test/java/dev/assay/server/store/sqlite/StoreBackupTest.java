package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.RestoreOptions;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreCopy;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Tables;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.SampleRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class StoreBackupTest {
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_700_000_000_000L);
  private static final RestoreOptions ORDINARY = new RestoreOptions(false, false, false);
  private static final RestoreOptions REPLACING = new RestoreOptions(true, false, false);

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");
  private Path backup = Path.of("");
  private Path other = Path.of("");

  @BeforeEach
  void nameFiles() {
    file = folder.resolve("assay.db");
    backup = folder.resolve("backup.db");
    other = folder.resolve("other.db");
  }

  private static Store open(Path file) {
    return StoreEngines.open(file.toString(), StoreOptions.defaults(), CLOCK);
  }

  private static void add(Store store, String name) {
    store.write(t -> SampleRows.project(t, name, 1_000)).join();
  }

  private static List<String> names(Store store) {
    return store.read(
        t -> t.projects().list("", true, 1_000).stream().map(ProjectRow::name).toList());
  }

  private static int incarnation(Store store) {
    return store.read(Tables::incarnation);
  }

  private StoreCopy backUp() {
    return StoreEngines.backup(file.toString(), backup);
  }

  @Test
  void aBackupOfAWorkingStoreHasWhatWasAcknowledgedAndIsAnotherIncarnation() throws Exception {
    int before;
    try (Store store = open(file)) {
      add(store, "p");
      before = incarnation(store);
      StoreCopy copy = backUp();
      assertThat(copy.bytes()).isEqualTo(Files.size(backup));
      assertThat(Files.readString(folder.resolve("backup.db.sha256")))
          .isEqualTo(copy.sha256() + "  backup.db\n");
      add(store, "later");
      assertThat(SecondProcess.open(file)).contains("is in use by process");
      assertThat(names(store)).containsExactly("later", "p");
    }
    StoreEngines.restore(backup, other.toString(), ORDINARY);
    try (Store store = open(other)) {
      assertThat(names(store)).containsExactly("p");
      assertThat(incarnation(store)).isNotEqualTo(before);
      add(store, "q");
    }
    try (Store store = open(file)) {
      assertThat(incarnation(store)).isEqualTo(before);
    }
  }

  @Test
  void backupsAreTakenWhileTheStoreIsWrittenAndEachIsWhole() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (Store store = open(file)) {
      add(store, "p");
      Thread worker =
          new Thread(
              () -> {
                for (int i = 0; !done.get(); i++) {
                  add(store, "w" + i);
                }
              });
      worker.start();
      for (int i = 0; i < 5; i++) {
        StoreEngines.backup(file.toString(), folder.resolve("b" + i));
      }
      done.set(true);
      worker.join();
      assertThat(store.isHealthy()).isTrue();
    }
    int last = 0;
    for (int i = 0; i < 5; i++) {
      Path restored = folder.resolve("r" + i);
      StoreEngines.restore(folder.resolve("b" + i), restored.toString(), ORDINARY);
      assertThat(StoreEngines.check(restored.toString())).isEmpty();
      try (Store store = open(restored)) {
        assertThat(names(store)).hasSizeGreaterThanOrEqualTo(last);
        last = names(store).size();
      }
    }
  }

  @Test
  void aBackupThatIsOpenedInsteadOfRestoredIsAnotherIncarnation() {
    int before;
    try (Store store = open(file)) {
      before = incarnation(store);
      backUp();
    }
    try (Store store = open(backup)) {
      int after = incarnation(store);
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Test
  void aCrashedStoreIsBackedUpWithItsLog() throws Exception {
    Path crashed = folder.resolve("crashed.db");
    try (Store store = open(file)) {
      add(store, "p");
      Files.copy(file, crashed);
      Files.copy(FilesInPlace.log(file), FilesInPlace.log(crashed));
    }
    StoreEngines.backup(crashed.toString(), backup);
    StoreEngines.restore(backup, other.toString(), ORDINARY);
    try (Store store = open(other)) {
      assertThat(names(store)).containsExactly("p");
    }
  }

  @Test
  void whatCannotBeBackedUpIsRefusedAndNothingIsLeftBehind() throws Exception {
    assertThatThrownBy(this::backUp)
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("does not exist");
    open(file).close();
    backUp();
    assertThatThrownBy(this::backUp).hasMessageContaining("backup.db exists");
    Files.writeString(other, "no store");
    assertThatThrownBy(() -> StoreEngines.backup(other.toString(), folder.resolve("b")))
        .isInstanceOf(StoreOpenException.class);
    assertThat(folder.resolve("b")).doesNotExist();
    assertThatThrownBy(
            () -> StoreEngines.backup(file.toString(), folder.resolve("none").resolve("b")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void aBackupThatWasChangedOrHasNoChecksumIsRefused() throws IOException {
    open(file).close();
    backUp();
    try (FileChannel channel = FileChannel.open(backup, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), Files.size(backup) - 1);
    }
    assertThatThrownBy(() -> StoreEngines.restore(backup, other.toString(), ORDINARY))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("its SHA-256 is");
    Files.delete(folder.resolve("backup.db.sha256"));
    assertThatThrownBy(() -> StoreEngines.restore(backup, other.toString(), ORDINARY))
        .hasMessageContaining("--without-checksum");
    assertThat(other).doesNotExist();
  }

  @Test
  void aStoreThatIsThereIsMovedAsideOnlyWhereThatIsSaidAndNobodyUsesIt() {
    try (Store store = open(file)) {
      add(store, "p");
      backUp();
      add(store, "later");
      assertThatThrownBy(() -> StoreEngines.restore(backup, file.toString(), ORDINARY))
          .hasMessageContaining("--replace");
      assertThatThrownBy(() -> StoreEngines.restore(backup, file.toString(), REPLACING))
          .hasMessageContaining("is in use");
      assertThat(store.write(t -> true).join()).isTrue();
    }
    StoreEngines.restore(backup, file.toString(), REPLACING);
    try (Store store = open(file)) {
      assertThat(names(store)).containsExactly("p");
    }
    try (Store store = open(folder.resolve("assay.db.replaced-1"))) {
      assertThat(names(store)).containsExactly("later", "p");
    }
  }

  @Test
  void aPlainCopyOfARunningStoreIsRestoredOnlyWhereThatIsSaid() throws IOException {
    try (Store store = open(file)) {
      add(store, "p");
      Files.copy(file, backup);
    }
    RestoreOptions unchecked = new RestoreOptions(false, true, false);
    assertThatThrownBy(() -> StoreEngines.restore(backup, other.toString(), unchecked))
        .hasMessageContaining("not the whole store");
    StoreEngines.restore(backup, other.toString(), new RestoreOptions(false, true, true));
    try (Store store = open(other)) {
      assertThat(store.isHealthy()).isTrue();
    }
  }
}
