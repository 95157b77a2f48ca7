package dev.assay.server.gold;

import com.google.protobuf.util.Durations;
import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.sampling.SeededStream;
import dev.assay.server.ServerFixture;
import dev.assay.server.SettableClock;
import dev.assay.server.acquisition.Definitions;
import dev.assay.v1.Assignment;
import dev.assay.v1.GoldKey;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A server with tokens, its owner, who makes projects with gold, and a platform that calls it. */
final class AttackedServer implements AutoCloseable {
  static final Duration LEASE = Duration.ofHours(1);
  private static final String TOKEN = "the-token-of-a-platform";
  private static final int KEYS_AT_ONCE = 1_000;
  private static final int AT_A_TIME = 8;

  final SettableClock clock = new SettableClock();
  final AssayClient client;
  private final ServerFixture server;
  private int projectCount;

  AttackedServer(Path folder) throws IOException {
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, TOKEN + "\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    server =
        ServerFixture.start(
            folder, Map.of("token-file", tokens.toString(), "planner.seed", "11"), clock);
    client =
        AssayClient.builder()
            .target("127.0.0.1:" + server.server().port())
            .bearerToken(TOKEN)
            .allowTokenInPlaintext()
            .build();
  }

  /** Checks in half of all places, whoever works. */
  static GoldPolicy.Builder half() {
    return GoldPolicy.newBuilder().setProbationShare(0.5).setTrustedShare(0.5).setMaxUses(100_000);
  }

  /** A project of items of equal looks, of which those numbers that chance chose are gold. */
  World project(Policy.Builder policy, int ordinary, int gold) {
    return project(policy.setLease(Durations.fromSeconds(LEASE.toSeconds())), ordinary, gold, 0);
  }

  /** Some projects of items of equal looks, with checks in half of all places. */
  List<World> projects(int count, int ordinary, int gold) {
    return IntStream.range(0, count)
        .mapToObj(i -> project(Policy.newBuilder().setGold(half()), ordinary, gold))
        .toList();
  }

  /**
   * A project whose items have chance's choice of prices.
   *
   * @param dearer how many of ten items have a price of their own
   */
  World project(Policy.Builder policy, int ordinary, int gold, int dearer) {
    ProjectName name = ProjectName.parse("projects/p" + projectCount++);
    Project definition =
        Definitions.threeClasses(policy).toBuilder().setName(name.toString()).build();
    client.projects().createProject(definition, 1_000_000_000_000L);
    SeededStream chance = new SeededStream(projectCount);
    int[] order = IntStream.range(0, ordinary + gold).toArray();
    chance.shuffle(order);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      Item.Builder item = Item.newBuilder().setId("i" + i);
      if (chance.nextBelow(10) < dearer) {
        item.setPriceMicros(17);
      }
      items.add(item.build());
    }
    client.pool().putItems(name, items.stream());
    Set<String> keys = new HashSet<>();
    IntStream.range(0, gold).forEach(i -> keys.add("i" + order[i]));
    List<GoldKey> all =
        keys.stream()
            .map(
                id ->
                    GoldKey.newBuilder()
                        .setItemId(id)
                        .setValue(LabelValue.newBuilder().addClassNames("a"))
                        .build())
            .toList();
    for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
      client.gold().putGold(name, all.subList(from, Math.min(from + KEYS_AT_ONCE, all.size())));
    }
    return new World(name, keys);
  }

  /**
   * Attacks some projects at the same time, each in a thread of its own, since answers wait for
   * their step and commits for the disk. What is noted of them stands in the order of the projects.
   */
  static void beside(Attack attack, List<World> worlds, BiConsumer<World, Attack> work)
      throws Exception {
    List<Attack> parts = worlds.stream().map(world -> new Attack(world.name.toString())).toList();
    together(
        IntStream.range(0, worlds.size()).boxed().toList(),
        i -> work.accept(worlds.get(i), parts.get(i)));
    parts.forEach(attack::addAll);
  }

  /** Does something with each, some at a time. */
  static <T> void together(List<T> all, Consumer<T> attack) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (T one : all) {
        tasks.add(
            () -> {
              attack.accept(one);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  /** One project, and which of its items are gold: what the attacker wants to know. */
  final class World {
    final ProjectName name;
    private final Set<String> gold;

    private World(ProjectName name, Set<String> gold) {
      this.name = name;
      this.gold = gold;
    }

    boolean isGold(Assignment assignment) {
      return gold.contains(assignment.getItemId());
    }

    NextBatchRequest.Builder request(String annotator, int size) {
      return NextBatchRequest.newBuilder()
          .setProject(name.toString())
          .setAnnotatorId(annotator)
          .setMaxAssignments(size);
    }

    /** A batch, once the wave that it waits for is drawn. */
    NextBatchResponse next(String annotator, int size) {
      while (true) {
        NextBatchResponse batch = client.acquisition().nextBatch(request(annotator, size).build());
        if (batch.getAssignmentsCount() > 0
            || batch.getStopReason() != StopReason.STOP_REASON_WAVE_PENDING) {
          return batch;
        }
      }
    }

    /** Batches of a size until there are so many assignments, or no more. */
    List<Assignment> take(String annotator, int count, int size) {
      List<Assignment> taken = new ArrayList<>();
      while (taken.size() < count) {
        List<Assignment> batch = next(annotator, size).getAssignmentsList();
        if (batch.isEmpty()) {
          break;
        }
        taken.addAll(batch);
      }
      return taken;
    }

    void answer(String annotator, List<Assignment> assignments) {
      for (int from = 0; from < assignments.size(); from += 100) {
        client
            .labels()
            .submitLabels(
                name,
                annotator,
                assignments.subList(from, Math.min(from + 100, assignments.size())).stream()
                    .map(assignment -> LabelClient.answer(assignment, "a"))
                    .toList());
      }
    }
  }
}
