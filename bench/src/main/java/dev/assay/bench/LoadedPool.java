package dev.assay.bench;

import static java.util.Objects.requireNonNull;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.PutOptions;
import dev.assay.client.ScoreColumns;
import dev.assay.client.Scores;
import dev.assay.sampling.SeededStream;
import dev.assay.server.AssayServer;
import dev.assay.v1.Item;
import dev.assay.v1.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process on a fresh store, and a client that talks to it over the loopback
 * interface: what a load is brought to.
 */
final class LoadedPool implements AutoCloseable {
  static final ProjectName PROJECT = ProjectName.of("bench");
  private static final String STORE = "assay.db";
  private static final int CHUNK_ROWS = 5_000;
  private static final long CEILING_MICROS = 1_000_000_000_000_000L;

  private final @Nullable Path folder;
  private final @Nullable AssayServer server;
  private final AssayClient client;
  private final int itemCount;
  private final int classCount;

  private LoadedPool(
      @Nullable Path folder,
      @Nullable AssayServer server,
      AssayClient client,
      int itemCount,
      int classCount) {
    this.folder = folder;
    this.server = server;
    this.client = client;
    this.itemCount = itemCount;
    this.classCount = classCount;
  }

  /** Starts the server with a project and an empty pool, and its store in the folder. */
  static LoadedPool start(ScratchFolder scratch, int itemCount, int classCount) throws IOException {
    Path folder = scratch.path();
    String token = UUID.randomUUID().toString();
    AssayServer server =
        AssayServer.startEmbedded(folder.resolve(STORE), Map.of("planner.seed", "1"), token);
    AssayClient client =
        AssayClient.builder()
            .target("127.0.0.1:" + server.port())
            .bearerToken(token)
            .userAgent("assay-bench")
            .build();
    LoadedPool pool = new LoadedPool(folder, server, client, itemCount, classCount);
    pool.createProject();
    return pool;
  }

  /** A project and an empty pool on another process's server, whose client it closes. */
  static LoadedPool on(AssayClient client, int itemCount, int classCount) {
    LoadedPool pool = new LoadedPool(null, null, client, itemCount, classCount);
    pool.createProject();
    return pool;
  }

  private void createProject() {
    client
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(PROJECT.toString())
                .setLabelSchema(
                    LabelSchemas.multiclass(
                        IntStream.range(0, classCount).mapToObj(k -> "class" + k).toList()))
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(50_000)
                .build(),
            CEILING_MICROS);
  }

  AssayClient client() {
    return client;
  }

  /** Streams the items. */
  void putItems(Consumer<Long> progress) {
    Stream<Item> items =
        IntStream.range(0, itemCount).mapToObj(i -> Item.newBuilder().setId(itemId(i)).build());
    client()
        .pool()
        .putItems(
            PROJECT,
            items,
            PutOptions.defaults().withProgress(sent -> progress.accept(sent.records())));
  }

  /** Streams class probabilities of one model version for every item. */
  void putScores(String modelVersion, Consumer<Long> progress) {
    SeededStream random = new SeededStream(7);
    Iterator<ScoreColumns> columns =
        IntStream.range(0, (itemCount + CHUNK_ROWS - 1) / CHUNK_ROWS)
            .mapToObj(chunk -> columns(chunk * CHUNK_ROWS, random))
            .iterator();
    client()
        .pool()
        .putScores(
            PROJECT,
            modelVersion,
            Scores.ofColumns(columns),
            PutOptions.defaults().withProgress(sent -> progress.accept(sent.records())));
  }

  private ScoreColumns columns(int from, SeededStream random) {
    int rows = Math.min(CHUNK_ROWS, itemCount - from);
    List<String> ids = new ArrayList<>(rows);
    float[] probabilities = new float[rows * classCount];
    for (int row = 0; row < rows; row++) {
      ids.add(itemId(from + row));
      fill(probabilities, row * classCount, random);
    }
    return ScoreColumns.of(ids, classCount, probabilities);
  }

  private void fill(float[] probabilities, int at, SeededStream random) {
    double sum = 0;
    for (int k = 0; k < classCount; k++) {
      double mass = random.nextOpenUnit();
      mass = mass * mass * mass * mass; // mostly one or two classes carry the row
      probabilities[at + k] = (float) mass;
      sum += mass;
    }
    for (int k = 0; k < classCount; k++) {
      probabilities[at + k] /= (float) sum;
    }
  }

  private static String itemId(int i) {
    return "item-" + i;
  }

  /** The store's file. */
  Path store() {
    return requireNonNull(folder).resolve(STORE);
  }

  /** Bytes of the store's files. */
  long storeBytes() throws IOException {
    try (Stream<Path> files = Files.list(requireNonNull(folder))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
