package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.Item;
import dev.assay.v1.PutItemsResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that does not take what is sent must stop the client from reading its source: what was
 * read and not taken is what the client holds in memory.
 */
@Timeout(60)
class BackPressureTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final PutOptions ROWS_OF_10 = PutOptions.defaults().withChunkRows(10);

  /**
   * One chunk that waits to be sent, one on its way, one that retries keep until the call is
   * committed.
   */
  private static final int MOST_CHUNKS_OUTSTANDING = 3;

  @Test
  void aSlowServerBoundsWhatABlockingUploadHolds() throws Exception {
    SlowPool pool = new SlowPool();
    AtomicLong read = new AtomicLong();
    AtomicReference<@Nullable PutItemsResponse> response = new AtomicReference<>();
    try (InProcess server = InProcess.serving(pool)) {
      Stream<Item> items = Items.numbered(2_000).peek(item -> read.incrementAndGet());
      Thread uploader =
          new Thread(
              () -> response.set(server.client().pool().putItems(PROJECT, items, ROWS_OF_10)));
      uploader.start();
      pool.awaitCall();
      for (int taken = 0; taken < 5; taken++) {
        awaitStall(uploader, read);
        assertThat(read.get() - pool.itemCount())
            .isLessThanOrEqualTo(MOST_CHUNKS_OUTSTANDING * 10L);
        pool.take(1);
      }
      pool.takeAll();
      uploader.join();
    }
    assertThat(response.get())
        .isNotNull()
        .extracting(PutItemsResponse::getCreatedCount)
        .isEqualTo(2_000L);
  }

  @Test
  void aSlowServerBoundsWhatAnAsynchronousUploadHolds() throws Exception {
    SlowPool pool = new SlowPool();
    AtomicLong read = new AtomicLong();
    try (InProcess server = InProcess.serving(pool)) {
      Iterator<Item> items = Items.numbered(2_000).peek(item -> read.incrementAndGet()).iterator();
      CompletableFuture<PutItemsResponse> upload =
          server.client().pool().putItemsAsync(PROJECT, items, ROWS_OF_10);
      pool.awaitCall();
      for (int taken = 0; taken < 5; taken++) {
        awaitStall(null, read);
        assertThat(read.get() - pool.itemCount())
            .isLessThanOrEqualTo(MOST_CHUNKS_OUTSTANDING * 10L);
        pool.take(1);
      }
      pool.takeAll();
      assertThat(upload.join().getCreatedCount()).isEqualTo(2_000);
    }
  }

  @Test
  void overTcpTheClientHoldsNoMoreThanTheWindowsOfTheConnection() throws Exception {
    SlowPool pool = new SlowPool();
    AtomicLong read = new AtomicLong();
    int itemBytes = 4 * 8_192;
    int count = 4_000;
    try (Tcp server = Tcp.serving(pool);
        AssayClient client = AssayClient.connect(server.target())) {
      Stream<Item> items =
          Stream.generate(() -> Items.embedded("item", 8_192))
              .limit(count)
              .peek(item -> read.incrementAndGet());
      Thread uploader = new Thread(() -> client.pool().putItems(PROJECT, items));
      uploader.start();
      pool.awaitCall();
      pool.take(1);
      awaitStall(uploader, read);
      // 131 MB are to be sent; the window of HTTP/2 and the socket's buffers take a few.
      assertThat(read.get() * itemBytes).isLessThan(16L << 20);
      uploader.interrupt();
      uploader.join();
    }
    assertThat(read.get()).isLessThan(count);
  }

  /**
   * Waits until nothing was read for a while; an upload that does not wait reads its source to the
   * end in that time.
   */
  private static void awaitStall(@Nullable Thread reader, AtomicLong read) {
    long seen = -1;
    int quiet = 0;
    while (quiet < 20) {
      boolean waits = reader == null || reader.getState() == Thread.State.WAITING;
      quiet = waits && read.get() == seen ? quiet + 1 : 0;
      seen = read.get();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
