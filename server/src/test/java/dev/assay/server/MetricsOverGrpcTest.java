package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.v1.Assignment;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.EstimateAverage;
import dev.assay.v1.EstimateRow;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.GetEstimateResponse;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every metric through the server, on pools of which all is known: what a part of the labels says
 * holds the truth, and all labels together say what scikit-learn says ({@code metrics/expected.py}
 * made the data and the numbers).
 */
@SuppressWarnings("NullAway.Init")
final class MetricsOverGrpcTest {
  /** Of the 95 % intervals that a part of the labels gives, the share that must hold the truth. */
  private static final double LEAST_HELD = 0.85;

  @TempDir static Path folder;
  private static ServerFixture fixture;
  private static AssayClient client;

  @BeforeAll
  static void start() throws Exception {
    fixture = ServerFixture.start(folder, Map.of("planner.seed", "5"));
    client = AssayClient.connect("127.0.0.1:" + fixture.server().port());
  }

  @AfterAll
  static void stop() {
    client.close();
    fixture.close();
  }

  private static List<String[]> lines(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            MetricsOverGrpcTest.class.getResourceAsStream("/metrics/" + file + ".csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A project whose items are the rows of a file: the classes, and probabilities in 1024ths. */
  private record Known(ProjectName project, List<String[]> rows) {
    static Known of(String name) {
      Known known = new Known(ProjectName.of(name), lines(name));
      List<String> classes = List.of("a", "b", "c", "d").subList(0, known.rows.get(0).length - 1);
      LabelSchema schema =
          name.equals("labels")
              ? LabelSchemas.multiLabel(classes)
              : LabelSchemas.multiclass(classes);
      client
          .projects()
          .createProject(
              Project.newBuilder()
                  .setName(known.project.toString())
                  .setLabelSchema(schema)
                  .setCurrencyCode("EUR")
                  .setDefaultPriceMicros(1)
                  .setPolicy(
                      Policy.newBuilder()
                          .setStrategy(name.equals("labels") ? "random" : "margin")
                          .setExplorationShare(0.5)
                          .setWaveSize(60))
                  .build(),
              1_000_000);
      client
          .pool()
          .putItems(
              known.project,
              IntStream.range(0, known.rows.size())
                  .mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
      client.pool().putScores(known.project, "m", Scores.ofRows(known.scores()));
      return known;
    }

    private Stream<ScoreRow> scores() {
      return IntStream.range(0, rows.size())
          .mapToObj(
              i -> {
                float[] row = new float[rows.get(i).length - 1];
                for (int k = 0; k < row.length; k++) {
                  row[k] = Integer.parseInt(rows.get(i)[k + 1]) / 1024f;
                }
                return ScoreRow.of("i" + i, row);
              });
    }

    void label(int count) {
      for (int left = count; left > 0; ) {
        List<Assignment> batch =
            client.acquisition().nextBatch(project, "ann", Math.min(left, 60)).getAssignmentsList();
        assertThat(batch).isNotEmpty();
        client.labels().submitLabels(project, "ann", batch.stream().map(this::answer).toList());
        left -= batch.size();
      }
    }

    private LabelSubmission answer(Assignment assignment) {
      String classes = rows.get(Integer.parseInt(assignment.getItemId().substring(1)))[0];
      return LabelClient.answer(
          assignment,
          classes.chars().mapToObj(c -> String.valueOf((char) c)).toArray(String[]::new));
    }
  }

  /** One number that is known. */
  private record Expected(String[] cells) {
    String metric() {
      return cells[1];
    }

    String other() {
      return cells[3];
    }

    double value() {
      return Double.parseDouble(cells[6]);
    }

    GetEstimateRequest.Builder request() {
      GetEstimateRequest.Builder request = GetEstimateRequest.newBuilder().setMetric(metric());
      if (!cells[4].isEmpty()) {
        request.setAverage(
            EstimateAverage.valueOf("ESTIMATE_AVERAGE_" + cells[4].toUpperCase(Locale.ROOT)));
      }
      if (!cells[5].isEmpty()) {
        request.setBeta(Double.parseDouble(cells[5]));
      }
      if (metric().equals("cost")) {
        request.addAllCosts(List.of(0.0, 1.0, 2.0, 3.0, 0.0, 1.0, 9.0, 4.0, 0.0));
      } else if (!metric().equals("confusion")) {
        request.setClassName(cells[2]);
      }
      return request;
    }

    /** The row of the answer that the number stands in. */
    EstimateRow in(GetEstimateResponse answer) {
      if (metric().equals("calibration")) {
        double believed = Double.parseDouble(other());
        return answer.getEstimatesList().stream()
            .filter(row -> Math.abs(row.getBin().getMeanConfidence() - believed) < 1e-9)
            .findFirst()
            .orElseThrow();
      }
      return answer.getEstimatesList().stream()
          .filter(row -> row.getClassName().equals(cells[2]))
          .filter(row -> row.getPredictedClassName().equals(other()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Expected> expected(String data) {
    return lines("expected").stream()
        .filter(cells -> cells[0].equals(data))
        .map(Expected::new)
        .toList();
  }

  private static GetEstimateResponse get(Known known, GetEstimateRequest.Builder request) {
    return client.estimation().getEstimate(request.setProject(known.project.toString()).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes", "labels"})
  void aPartOfTheLabelsHoldsTheTruthAndAllAreWhatScikitLearnSays(String data) {
    Known known = Known.of(data);
    known.label(120);
    Map<String, Boolean> held = new LinkedHashMap<>();
    for (Expected expected : expected(data)) {
      if (expected.metric().equals("calibration")) {
        continue; // which labels a bin has, and so its confidence, is not known before all are
        // there
      }
      EstimateRow row = expected.in(get(known, expected.request()));
      if (row.getEstimate().hasValue()) {
        ConfidenceInterval interval = row.getEstimate().getValue().getIntervals(1);
        held.put(
            String.join(",", expected.cells),
            interval.getLow() <= expected.value() && expected.value() <= interval.getHigh());
        assertThat(interval.getHigh() - interval.getLow())
            .as(String.join(",", expected.cells))
            .isPositive();
      }
    }
    List<String> missed =
        held.entrySet().stream().filter(entry -> !entry.getValue()).map(Map.Entry::getKey).toList();
    assertThat((double) missed.size() / held.size())
        .as("missed: " + missed)
        .isLessThan(1 - LEAST_HELD);
    assertThat(held.size()).isGreaterThan(expected(data).size() * 3 / 4);
    known.label(known.rows.size() - 120);
    List<String> wrong = new ArrayList<>();
    for (Expected expected : expected(data)) {
      EstimateRow row = expected.in(get(known, expected.request()));
      boolean isTold =
          row.getEstimate().hasValue()
              && Math.abs(row.getEstimate().getValue().getPoint() - expected.value()) < 1e-9;
      if (!isTold && row.getEstimate().getLabelCount() >= 10) {
        wrong.add(String.join(",", expected.cells) + " but " + row.getEstimate());
      }
    }
    assertThat(wrong).isEmpty();
    EstimateRow all = get(known, expected(data).get(0).request()).getEstimates(0);
    assertThat(all.getEstimate().getEffectiveLabelCount())
        .isCloseTo(known.rows.size(), within(1e-6));
  }
}
