package dev.assay.app.demo;

import dev.assay.app.demo.crowd.Annotator;
import dev.assay.app.demo.crowd.Crowd;
import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.client.GoldClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.PutOptions;
import dev.assay.v1.Adjudication;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GoldKey;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.Label;
import dev.assay.v1.LineBalance;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.StopReason;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.TrainingExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A third project, in which one annotator answers carelessly: gold checks find it out, others give
 * the votes again, and an adjudicator decides what stays in dispute.
 */
final class QualityScene {
  static final String CARELESS = "annotator-e";
  static final String ADJUDICATOR = "adjudicator";
  private static final double CARELESS_ERROR = 0.5;
  private static final double ADJUDICATOR_ERROR = 0.005;
  static final long ADJUDICATION_PRICE_MICROS = 2 * DemoPlan.PRICE_MICROS;
  private static final String LINE = "adjudication";

  /** One adjudication for every six items: about what disagreements there are. */
  private static final int ITEMS_AN_ADJUDICATION = 6;

  private static final int MAX_ITEMS = 150;
  private static final int MAX_GOLD = 60;
  private static final int BATCH = 5;
  private static final int MAX_TURNS = 400;

  private final AssayClient client;
  private final DemoPlan plan;
  private final ProjectName name;
  private final RequestNames requests = new RequestNames("quality");
  private final int[] pool;
  private final int[] gold;
  private final List<Annotator> crowd;
  private final Annotator adjudicator;

  private QualityScene(AssayClient client, DemoPlan plan) {
    int classCount = plan.dataset().classNames().size();
    this.client = client;
    this.plan = plan;
    this.name = ProjectName.of(plan.dataset().name() + "-quality");
    int[] all = plan.split().pool();
    int[] heldOut = plan.split().heldOut();
    this.pool = Arrays.copyOf(all, Math.min(all.length, MAX_ITEMS));
    this.gold = Arrays.copyOf(heldOut, Math.min(heldOut.length, MAX_GOLD));
    this.crowd = new ArrayList<>(Crowd.hire(classCount, plan.seed()));
    this.crowd.add(new Annotator(CARELESS, CARELESS_ERROR, classCount, plan.seed()));
    this.adjudicator = new Annotator(ADJUDICATOR, ADJUDICATOR_ERROR, classCount, plan.seed());
  }

  static QualityResult run(AssayClient client, DemoPlan plan) {
    QualityScene scene = new QualityScene(client, plan);
    scene.open();
    scene.work();
    return scene.result();
  }

  private void open() {
    Project project =
        Project.newBuilder()
            .setName(name.toString())
            .setDisplayName("Demo on %s, quality".formatted(plan.dataset().name()))
            .setLabelSchema(plan.labelSchema())
            .setPolicy(policy())
            .setCurrencyCode(DemoPlan.CURRENCY)
            .setDefaultPriceMicros(DemoPlan.PRICE_MICROS)
            .build();
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setRequestId(requests.next("create"))
                .setProject(project)
                .setCeilingMicros(ceilingMicros())
                .build());
    client
        .budget()
        .setBudgetPlan(
            SetBudgetPlanRequest.newBuilder()
                .setRequestId(requests.next("plan"))
                .setProject(name.toString())
                .setPlan(BudgetPlan.newBuilder().addLines(line()))
                .build());
    Stream<Item> items =
        Stream.of(pool, gold)
            .flatMap(rows -> Arrays.stream(rows).boxed())
            .map(row -> Item.newBuilder().setId(plan.dataset().itemId(row)).build());
    client
        .pool()
        .putItems(name, items, PutOptions.defaults().withRequestId(requests.next("put-items")));
    List<GoldKey> keys =
        Arrays.stream(gold)
            .mapToObj(row -> GoldClient.key(plan.dataset().itemId(row), truth(row)))
            .toList();
    client
        .gold()
        .putGold(
            PutGoldRequest.newBuilder()
                .setRequestId(requests.next("put-gold"))
                .setProject(name.toString())
                .addAllKeys(keys)
                .build());
    client
        .annotators()
        .registerAnnotator(
            RegisterAnnotatorRequest.newBuilder()
                .setRequestId(requests.next("register"))
                .setProject(name.toString())
                .setAnnotator(
                    dev.assay.v1.Annotator.newBuilder()
                        .setAnnotatorId(ADJUDICATOR)
                        .addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR)
                        .setPriceMicros(ADJUDICATION_PRICE_MICROS))
                .build());
  }

  private long ceilingMicros() {
    return DemoPlan.PRICE_MICROS * 10 * pool.length;
  }

  /** What adjudication may cost at most, and nothing else may use. */
  private BudgetLine line() {
    long lineMicros = ADJUDICATION_PRICE_MICROS * (pool.length / ITEMS_AN_ADJUDICATION);
    return BudgetLine.newBuilder()
        .setName(LINE)
        .addSlices(Slice.SLICE_ADJUDICATE)
        .setCeilingMicros(lineMicros)
        .setSetAsideShare((double) lineMicros / ceilingMicros())
        .build();
  }

  private Policy policy() {
    return Policy.newBuilder()
        .setStrategy("random")
        .setExplorationShare(1)
        .setWaveSize(pool.length)
        .setAgreeingVotes(DemoPlan.AGREEING_VOTES)
        .setMaxVotes(DemoPlan.MAX_VOTES)
        .setVerdictMethod(DemoPlan.VERDICT_METHOD)
        .setGold(GoldPolicy.newBuilder().setProbationShare(0.4).setTrustedShare(0.1))
        .setAdjudication(AdjudicationPolicy.newBuilder().setMinAgreement(1))
        .build();
  }

  /** Everybody takes turns until nobody is given any more. */
  private void work() {
    boolean isWorking = true;
    for (int turn = 0; isWorking && turn < MAX_TURNS; turn++) {
      isWorking = false;
      for (Annotator annotator : crowd) {
        isWorking |= answer(annotator);
      }
      isWorking |= answer(adjudicator);
    }
  }

  private boolean answer(Annotator annotator) {
    NextBatchResponse batch = ask(annotator);
    while (batch.getStopReason() == StopReason.STOP_REASON_WAVE_PENDING
        && batch.getAssignmentsCount() == 0) {
      batch = ask(annotator);
    }
    if (batch.getAssignmentsCount() == 0) {
      return false;
    }
    client
        .labels()
        .submitLabels(
            SubmitLabelsRequest.newBuilder()
                .setRequestId(requests.next("submit"))
                .setProject(name.toString())
                .setAnnotatorId(annotator.id())
                .addAllLabels(
                    batch.getAssignmentsList().stream()
                        .map(each -> LabelClient.answer(each, opinion(annotator, each)))
                        .toList())
                .build());
    return true;
  }

  private NextBatchResponse ask(Annotator annotator) {
    return client
        .acquisition()
        .nextBatch(
            NextBatchRequest.newBuilder()
                .setRequestId(requests.next("next-batch"))
                .setProject(name.toString())
                .setAnnotatorId(annotator.id())
                .setMaxAssignments(BATCH)
                .build());
  }

  private String opinion(Annotator annotator, Assignment assignment) {
    int row = plan.dataset().row(assignment.getItemId());
    int answer = annotator.answer(assignment.getItemId(), plan.dataset().classes()[row]);
    return plan.dataset().classNames().get(answer);
  }

  private String truth(int row) {
    return plan.dataset().classNames().get(plan.dataset().classes()[row]);
  }

  private QualityResult result() {
    Map<String, List<String>> votes = new HashMap<>();
    long adjudicated = 0;
    for (Label label :
        client
            .labels()
            .listLabels(ListLabelsRequest.newBuilder().setProject(name.toString()).build())) {
      if (label.getAnnotatorId().equals(ADJUDICATOR)) {
        adjudicated++;
      } else {
        votes
            .computeIfAbsent(label.getItemId(), id -> new ArrayList<>())
            .add(label.getValue().getClassNames(0));
      }
    }
    long settled = 0;
    long wrong = 0;
    double majorityWrong = 0;
    try (Export<TrainingExample> examples = client.trainingSets().exportTrainingSet(name)) {
      for (TrainingExample example : examples) {
        String truth = truth(plan.dataset().row(example.getItemId()));
        settled++;
        wrong += example.getVerdict().getClassNames(0).equals(truth) ? 0 : 1;
        majorityWrong += Majority.wrong(votes.getOrDefault(example.getItemId(), List.of()), truth);
      }
    }
    Budget budget = client.budget().getBudget(name);
    LineBalance line =
        budget.getLinesList().stream()
            .filter(each -> each.getLine().equals(LINE))
            .findFirst()
            .orElseThrow();
    dev.assay.v1.Annotator careless = client.annotators().getAnnotator(name, CARELESS);
    return new QualityResult(
        careless.getState() == AnnotatorState.ANNOTATOR_STATE_SUSPENDED,
        careless.getGoldCorrectCount(),
        careless.getGoldCount(),
        settled,
        wrong,
        majorityWrong,
        adjudicated,
        undecided(),
        new QualityResult.Line(
            line.getCeilingMicros(), line.getChargedMicros(), line.getHeldMicros()),
        budget.getChargedMicros());
  }

  private long undecided() {
    long count = 0;
    for (Adjudication unused :
        client.adjudications().listAdjudications(name, Adjudication.State.STATE_OPEN)) {
      count++;
    }
    return count;
  }
}
