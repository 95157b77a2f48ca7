package dev.assay.app.demo;

import dev.assay.datasets.Dataset;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;

/**
 * What one run does. Everything in it follows from the data, the number of rounds and the seed.
 *
 * @param dataset the data
 * @param split which of it can be labelled
 * @param rounds how often scores are published and a model is trained
 * @param seed of everything that is random
 * @param itemsPerRound about how many items a round buys labels for
 * @param waveSize how many items the server draws at once
 */
/*
 * Why these numbers.
 *
 * Votes. Two equal votes settle an item and a third decides between two that differ. That costs little more than two labels an item
 * and leaves a few wrong verdicts in a thousand; the summary counts both. One vote an item would cost half and be wrong as often as
 * the annotators are, which every estimate would count as errors of the model.
 *
 * Policy. The defaults: first the pool is covered, then half of each wave is drawn for the boundary and half for the estimate.
 *
 * Waves. A wave is twice as large as what a round takes from it, and what is left is withdrawn when the next scores come. So no
 * wave is drawn ahead under scores that are about to be replaced, and each model version has exactly one wave, which knows the
 * answers of all rounds before.
 */
public record DemoPlan(
    Dataset dataset, Split split, int rounds, long seed, int itemsPerRound, int waveSize) {
  public static final int MAX_ROUNDS = 50;
  public static final String CURRENCY = "EUR";
  public static final long PRICE_MICROS = 50_000;
  public static final int AGREEING_VOTES = 2;

  /** Models of annotators are fitted by the clock; agreement makes every run of a seed the same. */
  static final String VERDICT_METHOD = "agreement";

  public static final int MAX_VOTES = 3;

  private static final int WAVE_ROUNDS = 2;

  /** Where nobody keeps a batch, rounds are more even. */
  private static final double WAVE_SMALL_ROUNDS = 1.5;

  private static final int MIN_ITEMS_PER_ROUND = 4;
  private static final int MAX_ITEMS_PER_ROUND = 40;
  private static final int MAX_BATCH = 10;

  /** Items of a small round at most, and the items of the pool for each. */
  private static final int SMALL_ROUND = 20;

  private static final int POOL_OF_SMALL_ROUND = 36;

  /** The share of the pool that all rounds together may take. */
  private static final double MAX_POOL_SHARE = 0.6;

  /** A plan with as many items in each round as the pool bears. */
  public static DemoPlan of(Dataset dataset, int rounds, long seed) {
    Split split = Split.stratified(dataset, seed);
    int bearable = (int) (MAX_POOL_SHARE * split.pool().length / rounds);
    int items = Math.max(Math.min(bearable, MAX_ITEMS_PER_ROUND), MIN_ITEMS_PER_ROUND);
    return new DemoPlan(dataset, split, rounds, seed, items, WAVE_ROUNDS * items);
  }

  /** A plan for the learning curve while labels are few: small rounds, and a budget that lasts. */
  static DemoPlan ofSmallRounds(Dataset dataset, int rounds, long seed) {
    Split split = Split.stratified(dataset, seed);
    int items =
        Math.max(
            Math.min(split.pool().length / POOL_OF_SMALL_ROUND, SMALL_ROUND), MIN_ITEMS_PER_ROUND);
    int waveSize = (int) (WAVE_SMALL_ROUNDS * items);
    return new DemoPlan(dataset, split, rounds + 1, seed, items, waveSize);
  }

  /** Labels that a round buys: two votes for each item. */
  public int labelsPerRound() {
    return itemsPerRound * AGREEING_VOTES;
  }

  /** The cap: half a round less than all rounds would cost, so that the last one runs into it. */
  public long ceilingMicros() {
    return PRICE_MICROS * (labelsPerRound() * (2L * rounds - 1) / 2);
  }

  /** Assignments that an annotator asks for at once. */
  public int batchSize() {
    return Math.min(itemsPerRound / 4, MAX_BATCH);
  }

  /** The round at whose end an annotator keeps a batch open; its labels come from others later. */
  public int keptRound() {
    return (rounds + 1) / 2;
  }

  LabelSchema labelSchema() {
    boolean isBinary = dataset.classNames().size() == 2;
    return LabelSchema.newBuilder()
        .setKind(isBinary ? LabelSchema.Kind.KIND_BINARY : LabelSchema.Kind.KIND_MULTICLASS)
        .addAllClassNames(dataset.classNames())
        .build();
  }

  /**
   * What both arms have in common; how items are chosen is left to the defaults. Second opinions
   * are formed in the background, so that what is said between two rounds would depend on the
   * machine.
   */
  Policy.Builder policy() {
    return Policy.newBuilder()
        .setWaveSize(waveSize)
        .setAgreeingVotes(AGREEING_VOTES)
        .setMaxVotes(MAX_VOTES)
        .setVerdictMethod(VERDICT_METHOD)
        .setWithoutSecondOpinion(true);
  }
}
