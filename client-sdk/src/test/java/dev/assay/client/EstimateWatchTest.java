package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.EstimatedValue;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.WithheldEstimate;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A watch over a server whose answers are given, without any time. */
final class EstimateWatchTest {
  private static final WatchOptions OPTIONS =
      new WatchOptions(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10), 100);

  private final List<Duration> pauses = new ArrayList<>();
  private final List<EstimateAccuracyResponse> answers = new ArrayList<>();
  private int asked;

  private static EstimateAccuracyResponse answer(int labels) {
    return EstimateAccuracyResponse.newBuilder()
        .setModelVersion("v7")
        .setAccuracy(
            Estimate.newBuilder()
                .setLabelCount(labels)
                .setValue(
                    EstimatedValue.newBuilder()
                        .setPoint(0.94031)
                        .addIntervals(
                            ConfidenceInterval.newBuilder()
                                .setLevel(0.9)
                                .setLow(0.9123)
                                .setHigh(0.9653))))
        .build();
  }

  private List<String> watched(WatchOptions options) throws Exception {
    List<String> seen = new ArrayList<>();
    try (InProcess server = InProcess.serving(new Answers())) {
      EstimateWatch watch =
          new EstimateWatch(
              server.client().estimation(),
              EstimateAccuracyRequest.newBuilder().setProject("projects/pets").build(),
              options,
              pauses::add);
      watch.forEach(now -> seen.add(now.toString()));
      assertThat(watch.iterator().hasNext()).isFalse();
    }
    return seen;
  }

  /** Gives its answers in their order, the last one for ever. */
  private final class Answers extends EstimationServiceGrpc.EstimationServiceImplBase {
    @Override
    public void estimateAccuracy(
        EstimateAccuracyRequest request, StreamObserver<EstimateAccuracyResponse> observer) {
      observer.onNext(answers.get(Math.min(asked++, answers.size() - 1)));
      observer.onCompleted();
    }
  }

  @Test
  void changesAreToldOnceAndPausesGrowUntilTheNextOne() throws Exception {
    answers.addAll(List.of(answer(25), answer(25), answer(25), answer(25), answer(26), answer(26)));
    assertThat(watched(OPTIONS))
        .containsExactly(
            "v7: 0.9403, 0.9 from 0.9123 to 0.9653, by 25 labels",
            "v7: 0.9403, 0.9 from 0.9123 to 0.9653, by 26 labels");
    assertThat(pauses.stream().map(Duration::toSeconds))
        .as("it ends when nothing has changed for more than ten seconds")
        .containsExactly(1L, 2L, 4L, 4L, 1L, 2L, 4L, 4L);
  }

  @Test
  void itEndsAfterTheMostChanges() throws Exception {
    for (int labels = 10; labels < 20; labels++) {
      answers.add(answer(labels));
    }
    assertThat(
            watched(
                new WatchOptions(
                    OPTIONS.firstPause(), OPTIONS.longestPause(), OPTIONS.quietLimit(), 3)))
        .hasSize(3);
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void whatIsWithheldSaysWhy() {
    assertThat(
            new AccuracyNow(
                EstimateAccuracyResponse.newBuilder()
                    .setAccuracy(
                        Estimate.newBuilder()
                            .setWithheld(WithheldEstimate.newBuilder().setDescription("no scores")))
                    .build()))
        .hasToString("no model: withheld: no scores");
  }

  @Test
  @SuppressWarnings("try") // what a close before the end does is what is tested
  void aClosedWatchAsksNoMore() throws Exception {
    answers.add(answer(25));
    try (InProcess server = InProcess.serving(new Answers());
        EstimateWatch watch =
            server
                .client()
                .watchAccuracy(
                    EstimateAccuracyRequest.newBuilder().setProject("projects/pets").build(),
                    OPTIONS)) {
      assertThat(watch.iterator().next().isKnown()).isTrue();
      watch.close();
      assertThat(watch.iterator().hasNext()).isFalse();
    }
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> OPTIONS.withQuietLimit(Duration.ZERO))
        .withMessageContaining("quietLimit");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                new WatchOptions(
                    Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofDays(1), 1))
        .withMessageContaining("longestPause");
    assertThat(WatchOptions.defaults().maxChanges()).isEqualTo(10_000);
  }
}
