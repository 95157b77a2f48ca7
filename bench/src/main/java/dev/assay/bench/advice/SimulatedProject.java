package dev.assay.bench.advice;

import dev.assay.client.AssayClient;
import dev.assay.client.GoldClient;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.sampling.SeededStream;
import dev.assay.v1.Advice;
import dev.assay.v1.Assignment;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.EstimatedValue;
import dev.assay.v1.GetAdviceResponse;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A project that is labelled round by round, with advice asked for after each: right where the
 * truth of the simulation says so.
 */
public final class SimulatedProject {
  /** Labels of a round, which is one wave. */
  public static final int ROUND_LABELS = 60;

  private static final int ITEMS = 1_000;
  private static final int GOLD_ITEMS = 100;
  private static final int ANNOTATORS = 3;
  private static final long PRICE_MICROS = 50_000;
  private static final List<String> CLASSES = List.of("a", "b", "c", "d");

  private final AssayClient client;
  private final Scene scene;
  private final int rounds;
  private final ProjectName name;
  private final SeededStream answers;
  private final double[] hardness;
  private final double[] luck;
  private final Set<Integer> served = new HashSet<>();
  private final Set<Integer> servedBefore = new HashSet<>();
  private final TrackRecord record = new TrackRecord();
  private int labels;
  private int learnt;

  private SimulatedProject(AssayClient client, Scene scene, long seed, int rounds) {
    this.client = client;
    this.scene = scene;
    this.rounds = rounds;
    this.name =
        ProjectName.of(scene.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + seed);
    this.answers = new SeededStream(SeededStream.mix(seed));
    this.hardness = SimulatedModel.numbers(2 * seed, ITEMS + GOLD_ITEMS);
    this.luck = SimulatedModel.numbers(2 * seed + 1, ITEMS + GOLD_ITEMS);
  }

  /** Labels a new project to its end, and says how its advice was. */
  public static TrackRecord run(AssayClient client, Scene scene, long seed, int rounds) {
    SimulatedProject project = new SimulatedProject(client, scene, seed, rounds);
    project.create();
    for (int round = 1; round <= rounds; round++) {
      project.round(round);
    }
    return project.record;
  }

  private void create() {
    Policy.Builder policy = Policy.newBuilder().setWaveSize(ROUND_LABELS);
    if (scene == Scene.NOISY) {
      policy.setGold(
          GoldPolicy.newBuilder()
              .setProbationShare(0.2)
              .setTrustedShare(0.2)
              .setBadAccuracy(0.5)
              .setGoodAccuracy(0.8));
    }
    client
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(name.toString())
                .setLabelSchema(LabelSchemas.multiclass(CLASSES))
                .setPolicy(policy)
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(PRICE_MICROS)
                .build(),
            PRICE_MICROS * 2 * ROUND_LABELS * rounds);
    client
        .pool()
        .putItems(
            name,
            IntStream.range(0, ITEMS + GOLD_ITEMS)
                .mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
    if (scene == Scene.NOISY) {
      client
          .gold()
          .putGold(
              name,
              IntStream.range(ITEMS, ITEMS + GOLD_ITEMS)
                  .mapToObj(i -> GoldClient.key("i" + i, truth(i)))
                  .toList());
    }
  }

  private static String truth(int item) {
    return CLASSES.get(SimulatedModel.truth(item));
  }

  private void round(int round) {
    if (round > 1 && round - 1 <= scene.lastVersion()) {
      learnt = labels;
      client.pool().putScores(name, "v" + (round - 1), model(learnt).scores());
      servedBefore.addAll(served);
    }
    label();
    judge(round);
  }

  private SimulatedModel model(int fromLabels) {
    return new SimulatedModel(scene, fromLabels, hardness, luck);
  }

  private void label() {
    int wanted = labels + ROUND_LABELS;
    for (int turn = 0; labels < wanted; turn++) {
      String annotator = "annotator-" + turn % ANNOTATORS;
      List<Assignment> batch =
          client
              .acquisition()
              .nextBatch(name, annotator, Math.min(wanted - labels, 20))
              .getAssignmentsList();
      List<LabelSubmission> given = new ArrayList<>();
      for (Assignment one : batch) {
        int item = Integer.parseInt(one.getItemId().substring(1));
        boolean isWrong = answers.nextUnit() < scene.annotatorError();
        given.add(LabelClient.answer(one, truth(isWrong ? item + 1 : item)));
        if (item < ITEMS || scene != Scene.NOISY) {
          labels++;
          served.add(item);
        }
      }
      if (!given.isEmpty()) {
        client.labels().submitLabels(name, annotator, given);
      }
    }
  }

  /** Holds what is advised against what is so. */
  private void judge(int round) {
    GetAdviceResponse answer = client.advice().getAdvice(name);
    Set<Advice.ActionCase> given =
        answer.getAdviceList().stream().map(Advice::getActionCase).collect(Collectors.toSet());
    double next = scene.error(labels) - scene.error(labels + ROUND_LABELS);
    boolean isWorthIt = next >= answer.getThresholds().getLeastGain();
    add(given, Advice.ActionCase.KEEP_LABELLING, isWorthIt);
    add(given, Advice.ActionCase.STOP_LABELLING, !isWorthIt);
    boolean isLearning =
        learnt == 0
            || scene.error(learnt) - scene.error(labels) >= answer.getThresholds().getLeastGain();
    add(given, Advice.ActionCase.RETRAIN_NOW, isLearning && labels > learnt);
    add(
        given,
        Advice.ActionCase.BUY_SECOND_VOTES,
        scene.annotatorError() > answer.getThresholds().getLabelError());
    if (round > 1) {
      judgeModel(given, answer);
    }
  }

  private void judgeModel(Set<Advice.ActionCase> given, GetAdviceResponse answer) {
    SimulatedModel model = model(learnt);
    IntPredicate isMember =
        item -> !servedBefore.contains(item) && (item < ITEMS || scene != Scene.NOISY);
    add(
        given,
        Advice.ActionCase.RESTRATIFY,
        model.explained(isMember) > answer.getThresholds().getExplained());
    add(
        given,
        Advice.ActionCase.RAISE_EXPLORATION,
        model.shift(isMember) > answer.getThresholds().getBeliefShift());
    EstimateAccuracyResponse accuracy = client.estimation().estimateAccuracy(name);
    if (accuracy.getAccuracy().hasValue()) {
      EstimatedValue value = accuracy.getAccuracy().getValue();
      double truth = 1 - model.error(isMember);
      boolean isMissed =
          truth < value.getIntervals(0).getLow() || truth > value.getIntervals(0).getHigh();
      add(given, Advice.ActionCase.DISTRUST_ESTIMATE, isMissed);
    }
  }

  private void add(Set<Advice.ActionCase> given, Advice.ActionCase kind, boolean isDue) {
    record.add(kind, given.contains(kind), isDue);
  }
}
