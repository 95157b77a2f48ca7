package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.accept;
import static dev.assay.server.pool.PoolFixture.finish;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.message;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.request.Ingest;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.Item;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoreChunk;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers see the scores of one stream or of another, never of both. */
final class AtomicPublishingTest {
  private static final int ITEMS = 600;
  private static final int ROUNDS = 30;

  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    pool.putPlainItems(ITEMS);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** One stream gives every item the same class, in several writes. */
  private void publish(String modelVersion, int predicted) {
    Ingest<PutScoresRequest, PutScoresResponse> stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader(modelVersion)));
    for (int from = 0; from < ITEMS; from += 200) {
      ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
      for (int i = from; i < from + 200; i++) {
        chunk.mergeFrom(
            score("item-" + i, bit(predicted, 0), bit(predicted, 1), bit(predicted, 2)));
      }
      if (from == 200) { // other columns: a write of its own
        for (int i = 0; i < 200; i++) {
          chunk.addUncertainties(i);
        }
      }
      accept(stream, message(chunk.build()));
    }
    finish(stream);
  }

  private static double bit(int predicted, int index) {
    return predicted == index ? 1 : 0;
  }

  @Test
  void readersSeeOneStreamAtATime() throws Exception {
    publish("v0", 0);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Set<String>>> results =
          List.of(
              readers.submit(() -> readUntil(done, false)),
              readers.submit(() -> readUntil(done, true)));
      for (int round = 1; round <= ROUNDS; round++) {
        publish("v" + (round / 2), round % 3); // each version is completed once
      }
      done.set(true);
      for (Future<Set<String>> seen : results) {
        assertThat(seen.get()).isNotEmpty();
      }
    } finally {
      done.set(true);
      readers.shutdown();
    }
    ScoreColumns last = Objects.requireNonNull(pool.snapshot().scores());
    assertThat(last.predictedClass(ITEMS - 1)).isEqualTo(ROUNDS % 3);
  }

  /** The versions and revisions that were seen. */
  private Set<String> readUntil(AtomicBoolean done, boolean export) {
    Set<String> seen = new HashSet<>();
    while (!done.get()) {
      ScoreColumns scores = Objects.requireNonNull(pool.snapshot().scores());
      seen.add(scores.modelVersion() + "." + scores.revision());
      assertThat(scores.scoredCount()).isEqualTo(ITEMS);
      for (int ordinal = 1; ordinal < ITEMS; ordinal++) {
        assertThat(scores.predictedClass(ordinal)).isEqualTo(scores.predictedClass(0));
      }
      if (export) {
        assertThat(exported()).hasSize(1);
      }
    }
    return seen;
  }

  /** The different probabilities of all items. */
  private Set<List<Float>> exported() {
    ExportItemsRequest request =
        ExportItemsRequest.newBuilder().setProject(PoolFixture.PROJECT).build();
    var message =
        Objects.requireNonNull(new ExportItems(pool.store, pool.view).open(request).next());
    assertThat(message.getItemsCount()).isEqualTo(ITEMS);
    Set<List<Float>> different = new HashSet<>();
    for (Item item : message.getItemsList()) {
      different.add(item.getProbabilitiesList());
    }
    return different;
  }

  @Test
  void whatIsThrownAwayGoesFewChunksAtATime() {
    Ingest<PutScoresRequest, PutScoresResponse> stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v")));
    ScoreChunk plain = score("item-0", 1, 0, 0);
    ScoreChunk other = plain.toBuilder().addGradientNorms(1).build();
    for (int i = 0; i < 2 * ScoreDisposal.CHUNKS_PER_WRITE; i++) {
      accept(stream, message(i % 2 == 0 ? plain : other)); // no two in one write
    }
    long id = pool.store.read(tables -> tables.scores().unpublished()).get(0);
    int[] steps = {0};
    boolean gone = false;
    while (!gone) {
      gone =
          pool.store
              .write(
                  transaction -> transaction.scores().discard(id, ScoreDisposal.CHUNKS_PER_WRITE))
              .join();
      steps[0]++;
    }
    assertThat(steps[0]).isEqualTo(2);
    int[] chunks = {0};
    pool.store.<Integer>read(
        tables -> {
          tables.scores().scan(id, chunk -> chunks[0]++);
          return chunks[0];
        });
    assertThat(chunks[0]).isZero();
    stream.abandon();
    await().until(() -> pool.store.read(tables -> tables.scores().unpublished()).isEmpty());
  }

  @Test
  void aPublishedScoreSetIsNeverThrownAway() {
    pool.putItems(item("a"));
    pool.putScores(pool.scoreHeader("v"), score("a", 1, 0, 0));
    long id = Objects.requireNonNull(pool.snapshot().scores()).scoreSetId();
    assertThat(ScoreDisposal.remove(pool.store, id).join()).isEqualTo(id);
    pool.indexes.forget(pool.projectId);
    assertThat(Objects.requireNonNull(pool.snapshot().scores()).predictedClass(ITEMS)).isZero();
  }
}
