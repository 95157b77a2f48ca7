package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.AssayServer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCommandTest {
  private static final int PAGE_BYTES = 4096;

  @TempDir private Path folder;

  @Test
  void saysByItsExitCodeWhetherAStoreIsWhole() throws Exception {
    String file = folder.resolve("assay.db").toString();
    assertThat(CommandRun.of("store", "check", file).code()).isEqualTo(ExitCode.USAGE);
    AssayServer server = CommandRun.server(folder);
    try {
      CommandRun inUse = CommandRun.of("store", "check", file);
      assertThat(inUse.code()).isEqualTo(ExitCode.USAGE);
      assertThat(inUse.err()).contains("is in use");
    } finally {
      server.close();
    }
    CommandRun whole = CommandRun.of("store", "check", file, "--output", "json");
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("\"whole\":true", "\"findings\":[]");
    try (FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.WRITE)) {
      byte[] garbage = new byte[PAGE_BYTES];
      Arrays.fill(garbage, (byte) 0x5a);
      for (long page = 2; page < 12; page++) {
        channel.write(ByteBuffer.wrap(garbage), page * PAGE_BYTES);
      }
    }
    CommandRun damaged = CommandRun.of("store", "check", file);
    assertThat(damaged.code()).isEqualTo(ExitCode.FAILED);
    assertThat(damaged.out()).contains("DAMAGED");
    CommandRun asJson = CommandRun.of("store", "check", file, "--output", "json");
    assertThat(asJson.out()).contains("\"whole\":false");
  }

  @Test
  void backsAWorkingStoreUpAndRestoresIt() throws Exception {
    String file = folder.resolve("assay.db").toString();
    String backup = folder.resolve("backup.db").toString();
    String restored = folder.resolve("restored.db").toString();
    AssayServer server = CommandRun.server(folder);
    try {
      CommandRun done = CommandRun.of("store", "backup", file, backup, "--output", "json");
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.out()).contains("\"sha256\":\"", "\"bytes\":");
      CommandRun again = CommandRun.of("store", "backup", file, backup);
      assertThat(again.code()).isEqualTo(ExitCode.USAGE);
      assertThat(again.err()).contains("backup.db exists");
      CommandRun inUse = CommandRun.of("store", "restore", backup, file, "--replace");
      assertThat(inUse.code()).isEqualTo(ExitCode.USAGE);
      assertThat(inUse.err()).contains("is in use");
    } finally {
      server.close();
    }
    CommandRun csv = CommandRun.of("store", "restore", backup, restored, "--output", "csv");
    assertThat(csv.code()).as(csv.err()).isZero();
    assertThat(csv.out()).startsWith("FILE,BYTES,SHA256");
    assertThat(CommandRun.of("store", "check", restored).code()).isZero();
    assertThat(CommandRun.of("store", "restore", backup, restored).err()).contains("--replace");
  }
}
