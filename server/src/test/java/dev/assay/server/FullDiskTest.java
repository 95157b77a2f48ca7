package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.ProjectName;
import dev.assay.client.RetryPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server on a disk that is really full, where this user may mount a small one. */
@Timeout(120)
final class FullDiskTest {
  private static final ProjectName PROJECT = ProjectName.of("full");

  @TempDir private Path folder;
  private Path disk = Path.of("");

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        Files.exists(Path.of("/bin/mount"))
            && run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()),
        "this user may not mount a disk");
  }

  @AfterEach
  void unmount() throws Exception {
    if (Files.exists(Path.of("/bin/umount"))) {
      run("umount", disk.toString());
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private void fillUp(Path filler) {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(filler).isNotEmptyFile(); // the disk is full, as it was to be
    }
  }

  private static void raise(AssayClient client, long ceilingMicros) {
    client.budget().setCeiling(PROJECT, ceilingMicros);
  }

  private static long ceiling(AssayClient client) {
    return client.budget().getBudget(PROJECT).getCeilingMicros();
  }

  @Test
  void whatIsNotAppliedIsSaidSoAndTheServiceGoesOnWhenThereIsRoom() throws Exception {
    Path filler = disk.resolve("filler");
    long ceiling = 1_000_000;
    try (ServerFixture fixture = ServerFixture.start(disk, Map.of("chores.interval", "20ms"));
        AssayClient client =
            AssayClient.builder()
                .target("127.0.0.1:" + fixture.server().port())
                .retryPolicy(RetryPolicy.none())
                .build()) {
      client.projects().createProject(ValidRequests.project(PROJECT.toString()), ceiling);
      fillUp(filler);
      AssayException refusal = null;
      while (refusal == null) {
        try {
          raise(client, ceiling + 1);
          ceiling++;
        } catch (AssayException e) {
          refusal = e;
        }
      }
      assertThat(refusal.reasonName()).isEqualTo("STORE_FULL");
      assertThat(refusal).hasMessageContaining("this change was not applied");
      await().until(() -> !client.isServing() && !client.isServing("assay.store"));
      assertThat(ceiling(client)).isEqualTo(ceiling);

      Files.delete(filler);
      await().until(() -> client.isServing() && client.isServing("assay.store"));
      assertThat(ceiling(client)).isEqualTo(ceiling);
      raise(client, ++ceiling);
      assertThat(ceiling(client)).isEqualTo(ceiling);
    }
    try (ServerFixture fixture = ServerFixture.start(disk);
        AssayClient client = AssayClient.connect("127.0.0.1:" + fixture.server().port())) {
      assertThat(ceiling(client)).isEqualTo(ceiling);
    }
  }
}
