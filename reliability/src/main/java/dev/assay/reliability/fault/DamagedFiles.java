package dev.assay.reliability.fault;

import dev.assay.client.AssayClient;
import dev.assay.reliability.load.Crew;
import dev.assay.reliability.load.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * The files of a store are damaged while no server runs.
 *
 * @param what what is damaged, and what must hold
 * @param damage damages them
 * @param gracefully whether the server was ended in order before; else it was killed, and its log
 *     is full
 * @param complete whether everything acknowledged must be there where the server starts; else what
 *     is there must add up
 */
record DamagedFiles(String what, Damage damage, boolean gracefully, boolean complete)
    implements Fault {
  private static final int ANSWERS_BEFORE = 150;
  private static final int PAGE_BYTES = 4096;
  private static final int DAMAGED_PAGES = 3;
  private static final int FRAME_BYTES = PAGE_BYTES + 24;

  /** Damages a store's files. */
  @FunctionalInterface
  interface Damage {
    void to(Site site) throws IOException;
  }

  /** Pages anywhere in the file hold something else. */
  static void pages(Site site) throws IOException {
    try (FileChannel file = FileChannel.open(site.store(), StandardOpenOption.WRITE)) {
      for (int i = 0; i < DAMAGED_PAGES; i++) {
        long page = site.random.nextLong(file.size() / PAGE_BYTES);
        file.write(ByteBuffer.wrap(garbage(site.random, PAGE_BYTES)), page * PAGE_BYTES);
      }
    }
  }

  /** The last frame was being written when the power went. */
  static void tornTail(Site site) throws IOException {
    Files.write(
        site.writeAheadLog(),
        garbage(site.random, site.random.nextInt(1, FRAME_BYTES)),
        StandardOpenOption.APPEND);
  }

  /** The end of the log is gone: the disk has lost what it said was written. */
  static void cutLog(Site site) throws IOException {
    try (FileChannel file = FileChannel.open(site.writeAheadLog(), StandardOpenOption.WRITE)) {
      file.truncate(site.random.nextLong(file.size()));
    }
  }

  private static byte[] garbage(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void strike(Site site) throws IOException, InterruptedException {
    site.prepare(ANSWERS_BEFORE, gracefully);
    damage.to(site);
    try (ServerProcess server = site.start()) {
      String target = server.awaitTargetOrEnd();
      if (target == null) {
        refused(site, server);
        return;
      }
      try (AssayClient client = Crew.connect(target)) {
        site.asked(() -> ask(site, client));
      }
      server.kill();
    }
  }

  private void ask(Site site, AssayClient client) {
    try {
      int before = site.violations().size();
      (complete ? site.crew.reckon(client) : site.crew.addUp(client)).forEach(site::violate);
      if (site.violations().size() == before) {
        site.outcome(complete ? "complete" : "adds up");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refused(Site site, ServerProcess server)
      throws IOException, InterruptedException {
    int code = server.awaitEnd();
    String refusal = site.refusalInLog();
    Path store = site.store();
    if (code == 0 || refusal == null || !refusal.contains(store.getFileName().toString())) {
      site.violate("the server ended with " + code + " and did not name the store: " + refusal);
    }
    site.outcome("refused to start");
  }
}
