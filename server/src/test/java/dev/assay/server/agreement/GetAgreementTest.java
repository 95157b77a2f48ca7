package dev.assay.server.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.quality.VoteTable;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.AgreementTooLarge;
import dev.assay.server.failure.UnsupportedLabelSchema;
import dev.assay.server.pool.PoolView;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ItemRow;
import dev.assay.v1.AgreementCoefficient;
import dev.assay.v1.AgreementGap;
import dev.assay.v1.AgreementGroup;
import dev.assay.v1.AgreementGrouping;
import dev.assay.v1.AgreementMeasure;
import dev.assay.v1.GetAgreementRequest;
import dev.assay.v1.GetAgreementResponse;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three annotators vote on 30 items of three classes: "a" by the item's number, "b" the same but
 * for items 0 to 5, where it gives the next class, "c" the same as "a" but always "b" in the south.
 */
final class GetAgreementTest {
  private static final int ITEMS = 30;

  @TempDir private Path folder;

  private LocalProject open() {
    Project definition =
        Definitions.threeClasses(
                Policy.newBuilder()
                    .setAgreeingVotes(3)
                    .setMaxVotes(3)
                    .setVerdictMethod("agreement"))
            .toBuilder()
            .setStrata(
                StrataDefinition.newBuilder()
                    .addDimensions(StratumDimension.newBuilder().setAttribute("region")))
            .build();
    LocalProject project = new LocalProject(folder, definition, 10_000_000);
    project.write(
        transaction -> {
          List<ItemRow> rows = new ArrayList<>();
          for (int i = 0; i < ITEMS; i++) {
            rows.add(
                new ItemRow(
                    i,
                    "i" + i,
                    null,
                    Map.of("region", i < 12 ? "south" : "north"),
                    0,
                    transaction.nowMillis()));
          }
          transaction.items().insert(project.projectId(), rows);
          transaction.progress().addItems(project.projectId(), ITEMS);
          transaction.progress().nextPoolVersion(project.projectId());
          return true;
        });
    return project;
  }

  private static int number(String item) {
    return Integer.parseInt(item.substring(1));
  }

  private static String name(int number) {
    return List.of("a", "b", "c").get(number % 3);
  }

  private static String first(String item) {
    return name(number(item));
  }

  private static String second(String item) {
    return number(item) < 6 ? name(number(item) + 1) : first(item);
  }

  private static String third(String item) {
    return number(item) < 12 ? "b" : first(item);
  }

  private static void vote(LocalProject project, String annotator, Function<String, String> how) {
    project.submit(annotator, project.next(annotator, ITEMS).getAssignmentsList(), how);
  }

  private static void everybody(LocalProject project) {
    vote(project, "a", GetAgreementTest::first);
    vote(project, "b", GetAgreementTest::second);
    vote(project, "c", GetAgreementTest::third);
  }

  private static GetAgreement query(LocalProject project, int maxLabels) {
    return new GetAgreement(project.store, new PoolView(project.indexes), maxLabels);
  }

  private static GetAgreementResponse ask(
      LocalProject project, GetAgreementRequest.Builder request) {
    return query(project, RecentVotes.MAX_LABELS)
        .answer(request.setProject(LocalProject.NAME).build());
  }

  private static GetAgreementRequest.Builder by(AgreementGrouping grouping) {
    return GetAgreementRequest.newBuilder().setGrouping(grouping);
  }

  private static AgreementMeasure measure(AgreementGroup group, AgreementCoefficient which) {
    return group.getMeasuresList().stream()
        .filter(one -> one.getCoefficient() == which)
        .findFirst()
        .orElseThrow();
  }

  /** The votes of three annotators on an item, as class numbers. */
  private static int[] votes(int item) {
    return new int[] {item % 3, item < 6 ? (item + 1) % 3 : item % 3, item < 12 ? 1 : item % 3};
  }

  /** Krippendorff's alpha by its definition: all pairs of values, within items and among all. */
  private static double alpha(boolean isInterval) {
    double observed = 0;
    double expected = 0;
    int count = 3 * ITEMS;
    int[] all = IntStream.range(0, ITEMS).flatMap(i -> IntStream.of(votes(i))).toArray();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double difference = all[i] - all[j];
        double distance = isInterval ? difference * difference : difference == 0 ? 0 : 1;
        expected += i == j ? 0 : distance / ((count - 1.0) * count);
        observed += i == j || i / 3 != j / 3 ? 0 : distance / (2.0 * count);
      }
    }
    return 1 - observed / expected;
  }

  @Test
  void theProjectHasEveryCoefficientOfAnyAnnotatorsWithItsInterval() {
    try (LocalProject project = open()) {
      everybody(project);
      GetAgreementResponse response = ask(project, GetAgreementRequest.newBuilder());
      assertThat(response.getVoteCount()).isEqualTo(3 * ITEMS);
      assertThat(response.getResamples()).isEqualTo(200);
      assertThat(response.getConfidenceLevel()).isEqualTo(0.95);
      AgreementGroup group = response.getGroups(0);
      assertThat(group.getItemCount()).isEqualTo(ITEMS);
      double percent =
          IntStream.range(0, ITEMS)
              .mapToObj(GetAgreementTest::votes)
              .mapToDouble(
                  v ->
                      ((v[0] == v[1] ? 1 : 0) + (v[0] == v[2] ? 1 : 0) + (v[1] == v[2] ? 1 : 0))
                          / 3.0)
              .average()
              .orElseThrow();
      assertThat(measure(group, AgreementCoefficient.AGREEMENT_COEFFICIENT_PERCENT).getValue())
          .isCloseTo(percent, within(1e-12));
      assertThat(
              measure(group, AgreementCoefficient.AGREEMENT_COEFFICIENT_ALPHA_NOMINAL).getValue())
          .isCloseTo(alpha(false), within(1e-12));
      assertThat(
              measure(group, AgreementCoefficient.AGREEMENT_COEFFICIENT_ALPHA_INTERVAL).getValue())
          .isCloseTo(alpha(true), within(1e-12));
      assertThat(group.getMeasuresList())
          .hasSize(5)
          .allSatisfy(
              one ->
                  assertThat(one.getValue()).isGreaterThan(one.getLow()).isLessThan(one.getHigh()));
      assertThat(ask(project, GetAgreementRequest.newBuilder())).isEqualTo(response);
    }
  }

  @Test
  void eachPairHasCohensKappaOfItsOwnItems() {
    try (LocalProject project = open()) {
      everybody(project);
      GetAgreementResponse response = ask(project, by(AgreementGrouping.AGREEMENT_GROUPING_PAIR));
      assertThat(response.getGroupsList())
          .extracting(AgreementGroup::getAnnotatorIdsList)
          .extracting(List::copyOf)
          .containsExactlyInAnyOrder(List.of("a", "b"), List.of("a", "c"), List.of("b", "c"));
      AgreementGroup pair =
          response.getGroupsList().stream()
              .filter(group -> group.getAnnotatorIdsList().equals(List.of("a", "b")))
              .findFirst()
              .orElseThrow();
      // 24 of 30 agree; both give each class ten times.
      assertThat(measure(pair, AgreementCoefficient.AGREEMENT_COEFFICIENT_COHEN_KAPPA).getValue())
          .isCloseTo((0.8 - 1.0 / 3) / (1 - 1.0 / 3), within(1e-12));
      assertThat(pair.getVoteCount()).isEqualTo(2 * ITEMS);
      assertThat(
              ask(project, by(AgreementGrouping.AGREEMENT_GROUPING_PAIR).setAnnotatorId("c"))
                  .getGroupsCount())
          .isEqualTo(2);
      assertThat(
              ask(project, by(AgreementGrouping.AGREEMENT_GROUPING_PAIR).setAnnotatorId("nobody"))
                  .getGroupsCount())
          .isZero();
    }
  }

  @Test
  void eachStratumHasItsOwnAgreement() {
    try (LocalProject project = open()) {
      everybody(project);
      List<AgreementGroup> groups =
          ask(project, by(AgreementGrouping.AGREEMENT_GROUPING_STRATUM)).getGroupsList();
      assertThat(groups).extracting(AgreementGroup::getItemCount).containsExactly(18, 12);
      assertThat(groups.get(0).getStratum()).contains("north");
      assertThat(
              measure(groups.get(0), AgreementCoefficient.AGREEMENT_COEFFICIENT_FLEISS_KAPPA)
                  .getValue())
          .isEqualTo(1);
      assertThat(
              measure(groups.get(1), AgreementCoefficient.AGREEMENT_COEFFICIENT_FLEISS_KAPPA)
                  .getValue())
          .isLessThan(0.5);
    }
  }

  @Test
  void whatIsNotDefinedIsAbsent() {
    try (LocalProject project = open()) {
      AgreementGroup nothing = ask(project, GetAgreementRequest.newBuilder()).getGroups(0);
      assertThat(nothing.getItemCount()).isZero();
      assertThat(nothing.getMeasuresList())
          .hasSize(5)
          .noneMatch(AgreementMeasure::hasValue)
          .allMatch(one -> one.getGap() == AgreementGap.AGREEMENT_GAP_NO_REPEATED_ITEM);
      vote(project, "a", item -> "b");
      vote(project, "b", item -> "b");
      AgreementGroup constant = ask(project, GetAgreementRequest.newBuilder()).getGroups(0);
      assertThat(measure(constant, AgreementCoefficient.AGREEMENT_COEFFICIENT_PERCENT).getValue())
          .isEqualTo(1);
      assertThat(
              measure(constant, AgreementCoefficient.AGREEMENT_COEFFICIENT_ALPHA_NOMINAL)
                  .hasValue())
          .isFalse();
      assertThat(
              measure(constant, AgreementCoefficient.AGREEMENT_COEFFICIENT_ALPHA_NOMINAL).getGap())
          .isEqualTo(AgreementGap.AGREEMENT_GAP_ONE_CLASS);
      assertThat(measure(constant, AgreementCoefficient.AGREEMENT_COEFFICIENT_PERCENT).getLow())
          .isLessThan(1);
    }
  }

  @Test
  void olderLabelsThanTheLimitAreLeftOutAndCounted() {
    try (LocalProject project = open()) {
      everybody(project);
      GetAgreementResponse response =
          query(project, 40)
              .answer(GetAgreementRequest.newBuilder().setProject(LocalProject.NAME).build());
      assertThat(response.getVoteCount()).isEqualTo(40);
      assertThat(response.getOmittedLabelCount()).isEqualTo(50);
      assertThat(response.getGroups(0).getItemCount()).isEqualTo(10);
    }
  }

  @Test
  void whatTakesTooManyStepsIsRefusedBeforeItBegins() {
    try (LocalProject project = open()) {
      everybody(project);
      RecentVotes recent =
          project.store.read(
              tables ->
                  RecentVotes.read(
                      tables, tables.projects().get(project.projectId()), RecentVotes.MAX_LABELS));
      VoteGroups groups = VoteGroups.project(recent);
      Coefficients few = new Coefficients(Coefficients.ALL, 0.95, 2_000);
      few.require(recent.votes(), groups.groups());
      Coefficients many = new Coefficients(Coefficients.ALL, 0.95, 10_000_000);
      assertThatThrownBy(() -> many.require(recent.votes(), groups.groups()))
          .isInstanceOf(AgreementTooLarge.class)
          .hasMessageContaining("fewer resamples");
    }
  }

  @Test
  void onlyTheGroupsWithMostItemsAreShown() {
    int items = 2 * VoteGroups.MAX_GROUPS;
    VoteTable votes =
        VoteTable.of(
            items,
            2,
            2,
            IntStream.range(0, 2 * items).map(vote -> vote / 2).toArray(),
            IntStream.range(0, 2 * items).map(vote -> vote % 2).toArray(),
            new int[2 * items]);
    RecentVotes recent =
        new RecentVotes(votes, IntStream.range(0, items).boxed().toList(), List.of("a", "b"), 0);
    VoteGroups strata = VoteGroups.strata(recent, ordinal -> ordinal < 3 ? "great" : "s" + ordinal);
    assertThat(strata.groups()).hasSize(VoteGroups.MAX_GROUPS);
    assertThat(strata.groups().get(0).stratum()).isEqualTo("great");
    assertThat(strata.omitted()).isEqualTo(items - 2 - VoteGroups.MAX_GROUPS);
  }

  @Test
  void severalClassesAtOnceHaveNoAgreementAndWrongRequestsAreRefused() {
    Project definition =
        Definitions.threeClasses(Policy.newBuilder()).toBuilder()
            .setLabelSchema(
                LabelSchema.newBuilder()
                    .setKind(LabelSchema.Kind.KIND_MULTI_LABEL)
                    .addAllClassNames(List.of("a", "b")))
            .build();
    try (LocalProject project = new LocalProject(folder, definition, 100)) {
      assertThatThrownBy(() -> ask(project, GetAgreementRequest.newBuilder()))
          .isInstanceOf(UnsupportedLabelSchema.class);
      Violations violations = new Violations();
      query(project, 10)
          .validate(
              GetAgreementRequest.newBuilder()
                  .setProject(LocalProject.NAME)
                  .setAnnotatorId("a")
                  .setConfidenceLevel(0.3)
                  .setResamples(2_001)
                  .addCoefficients(AgreementCoefficient.AGREEMENT_COEFFICIENT_COHEN_KAPPA)
                  .build(),
              violations);
      assertThatThrownBy(violations::throwIfAny)
          .hasMessageContaining("annotator_id")
          .hasMessageContaining("confidence_level")
          .hasMessageContaining("resamples")
          .hasMessageContaining("coefficients[0]");
    }
  }
}
