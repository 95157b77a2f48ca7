package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.StringValue;
import com.google.rpc.Code;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportAuditResponse;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  @Test
  void aReadIsRepeatedWhileTheServerIsUnavailable() {
    Projects projects = new Projects(Code.UNAVAILABLE, 4);
    try (InProcess server = InProcess.serving(projects)) {
      assertThat(server.client().projects().getProject(PROJECT).getName())
          .isEqualTo("projects/digits");
    }
    assertThat(projects.calls).hasValue(5);
  }

  /** How a server that is made to end breaks its calls off. */
  @Test
  void aCallThatTheServerBreaksOffIsRepeated() {
    Projects projects = new Projects(Code.CANCELLED, 1);
    try (InProcess server = InProcess.serving(projects)) {
      assertThat(server.client().projects().getProject(PROJECT).getName())
          .isEqualTo("projects/digits");
    }
    assertThat(projects.calls).hasValue(2);
  }

  @Test
  void attemptsEndWithThePolicy() {
    Projects projects = new Projects(Code.UNAVAILABLE, 100);
    RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), 1);
    try (InProcess server = InProcess.with(b -> b.retryPolicy(policy), projects)) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> server.client().projects().getProject(PROJECT));
    }
    assertThat(projects.calls).hasValue(3);
  }

  @Test
  void thePolicyNoneNeverRepeats() {
    Projects projects = new Projects(Code.UNAVAILABLE, 100);
    try (InProcess server = InProcess.with(b -> b.retryPolicy(RetryPolicy.none()), projects)) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> server.client().projects().getProject(PROJECT));
    }
    assertThat(projects.calls).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "UNAVAILABLE", "CANCELLED", "UNRECOGNIZED"})
  void noOtherStatusIsRepeated(Code code) {
    Projects projects = new Projects(code, 100);
    try (InProcess server = InProcess.serving(projects)) {
      assertThatExceptionOfType(AssayException.class)
          .isThrownBy(() -> server.client().projects().getProject(PROJECT));
    }
    assertThat(projects.calls).hasValue(1);
  }

  @Test
  void anExportIsRepeatedUntilItsFirstMessage() {
    AtomicInteger calls = new AtomicInteger();
    AuditServiceGrpc.AuditServiceImplBase audit =
        new AuditServiceGrpc.AuditServiceImplBase() {
          @Override
          public void exportAudit(
              ExportAuditRequest request, StreamObserver<ExportAuditResponse> observer) {
            if (calls.incrementAndGet() > 1) {
              observer.onNext(ExportAuditResponse.getDefaultInstance());
            }
            observer.onError(Failures.of(Code.UNAVAILABLE, "SHUTTING_DOWN"));
          }
        };
    try (InProcess server = InProcess.serving(audit);
        Export<?> export = server.client().audit().exportAudit(PROJECT)) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> export.iterator().hasNext());
    }
    assertThat(calls).hasValue(2);
  }

  @Test
  void aMethodThatIsNotSafeIsNeverRepeated() {
    MethodDescriptor<StringValue, StringValue> unsafe =
        MethodDescriptor.<StringValue, StringValue>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(ProjectServiceGrpc.SERVICE_NAME + "/Toss")
            .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
            .build();
    AtomicInteger calls = new AtomicInteger();
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(ProjectServiceGrpc.SERVICE_NAME)
            .addMethod(
                unsafe,
                ServerCalls.asyncUnaryCall(
                    (request, observer) -> {
                      calls.incrementAndGet();
                      observer.onError(Failures.of(Code.UNAVAILABLE, "SHUTTING_DOWN"));
                    }))
            .build();
    try (InProcess server = InProcess.serving(() -> service)) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> server.client().rpc().call(unsafe, StringValue.of("coin")));
    }
    assertThat(calls).hasValue(1);
    assertThat(RetryServiceConfig.isSafeToRepeat(unsafe)).isFalse();
  }

  @Test
  void everyServiceOfTheContractIsRetried() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "proto", "assay", "v1"))) {
      List<String> services =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("_service.proto"))
              .map(name -> name.replace(".proto", "").replace("_", ""))
              .toList();
      assertThat(AssayClientBuilder.SERVICES)
          .extracting(
              service -> service.getName().replace("assay.v1.", "").toLowerCase(Locale.ROOT))
          .containsExactlyInAnyOrderElementsOf(services);
    }
  }

  @Test
  void everyMethodOfTheContractIsSafeToRepeatAndNoneOfTheHealthService() {
    assertThat(AssayClientBuilder.SERVICES)
        .flatExtracting(ServiceDescriptor::getMethods)
        .isNotEmpty()
        .allMatch(RetryServiceConfig::isSafeToRepeat);
    assertThat(io.grpc.health.v1.HealthGrpc.getServiceDescriptor().getMethods())
        .extracting(MethodDescriptor::getBareMethodName, RetryServiceConfig::isSafeToRepeat)
        .contains(org.assertj.core.groups.Tuple.tuple("Check", false));
  }

  @Test
  void theServiceConfigNamesMethodsAndThrottles() {
    Map<String, ?> config =
        RetryServiceConfig.of(
            RetryPolicy.defaults(), List.of(PoolServiceGrpc.getServiceDescriptor()));
    assertThat(config.get("retryThrottling"))
        .isEqualTo(Map.of("maxTokens", 1000.0, "tokenRatio", 1.0));
    assertThat(String.valueOf(config.get("methodConfig")))
        .contains("maxAttempts=5.0", "initialBackoff=0.200000000s", "maxBackoff=5.000000000s")
        .contains("backoffMultiplier=2.0", "retryableStatusCodes=[UNAVAILABLE, CANCELLED]")
        .contains("method=PutItems", "method=ExportItems");
  }

  @Test
  void aPolicyOutOfItsRangesIsRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, second, second, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(6, second, second, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(2, Duration.ZERO, second, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(2, second, Duration.ofMillis(999), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(2, second, second, 0.9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(2, second, second, Double.NaN));
  }

  /** Fails the first calls. */
  private static final class Projects extends ProjectServiceGrpc.ProjectServiceImplBase {
    final AtomicInteger calls = new AtomicInteger();
    private final Code code;
    private final int failures;

    Projects(Code code, int failures) {
      this.code = code;
      this.failures = failures;
    }

    @Override
    public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
      if (calls.incrementAndGet() <= failures) {
        observer.onError(Failures.of(code, "INTERNAL_FAULT"));
        return;
      }
      Project project = Project.newBuilder().setName(request.getName()).build();
      Answers.answer(observer, GetProjectResponse.newBuilder().setProject(project).build());
    }
  }
}
