package dev.assay.server.pool;

import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.OnError;
import dev.assay.v1.ScoreChunk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Changes a pool in every way that there is, in a random order. */
final class RandomChanges {
  enum Kind {
    PUT,
    NEW_VERSION,
    COMPLETE,
    TAKE,
    TAKE_UNTOLD,
    SERVE,
    WITHDRAW,
    FORGET
  }

  private final PoolFixture pool;
  private final TakenItems taken;
  private final SplittableRandom random;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final List<Long> openWaves = new ArrayList<>();
  private int itemCount;
  private int modelVersion;

  RandomChanges(PoolFixture pool, TakenItems taken, SplittableRandom random) {
    this.pool = pool;
    this.taken = taken;
    this.random = random;
  }

  /** The kinds that have been. */
  Set<Kind> kinds() {
    return kinds;
  }

  void next() {
    Kind kind = itemCount == 0 ? Kind.PUT : Kind.values()[random.nextInt(Kind.values().length)];
    if (change(kind)) {
      kinds.add(kind);
    }
  }

  private boolean change(Kind kind) {
    switch (kind) {
      case PUT -> put();
      case NEW_VERSION -> {
        modelVersion++;
        score();
      }
      case COMPLETE -> score();
      case TAKE, TAKE_UNTOLD -> {
        return take(kind == Kind.TAKE);
      }
      case SERVE, WITHDRAW -> {
        return close(kind == Kind.SERVE);
      }
      case FORGET -> pool.indexes.forget(pool.projectId);
    }
    return true;
  }

  private void put() {
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    int known = itemCount;
    for (int i = 0; i < known; i++) {
      if (random.nextInt(20) == 0) {
        chunk.addItems(Item.newBuilder().setId("item-" + i).setPriceMicros(random.nextInt(3)));
      }
    }
    for (int i = random.nextInt(20) + 1; i > 0; i--) {
      Item.Builder item = Item.newBuilder().setId("item-" + itemCount++);
      if (random.nextBoolean()) {
        item.setPriceMicros(random.nextInt(100));
      }
      chunk.addItems(item);
    }
    pool.putItems(OnError.ON_ERROR_STOP, chunk.build());
  }

  private void score() {
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    boolean norms = random.nextInt(3) == 0;
    int start = random.nextInt(itemCount);
    for (int i = start; i < itemCount; i += random.nextInt(3) + 1) {
      float first = random.nextInt(11) / 10f;
      chunk.addItemIds("item-" + i).addProbabilities(first);
      chunk.addProbabilities(1 - first).addProbabilities(0);
      if (norms) {
        chunk.addGradientNorms(random.nextInt(5));
      }
    }
    pool.putScores(pool.scoreHeader("v" + modelVersion), chunk.build());
  }

  private boolean take(boolean tell) {
    PoolSnapshot now = new PoolIndexes(pool.store, 1 << 20).snapshot(pool.projectId);
    List<Integer> ordinals = new ArrayList<>();
    for (int ordinal = 0; ordinal < now.itemCount(); ordinal++) {
      if (!now.isTaken(ordinal) && random.nextInt(10) == 0) {
        ordinals.add(ordinal);
      }
    }
    if (ordinals.isEmpty()) {
      return false;
    }
    int[] drawn = ordinals.stream().mapToInt(Integer::intValue).toArray();
    if (tell) {
      openWaves.add(taken.take(drawn));
    } else {
      openWaves.add(taken.takeUntold(drawn));
      pool.indexes.forget(pool.projectId); // as a process that dies before it tells
    }
    return true;
  }

  private boolean close(boolean serve) {
    if (openWaves.isEmpty()) {
      return false;
    }
    long wave = openWaves.remove(random.nextInt(openWaves.size()));
    if (serve) {
      taken.serve(wave, 1);
    }
    taken.withdraw(wave);
    return true;
  }
}
