package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import dev.assay.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, InvalidRequestException",
    "NOT_FOUND, NotFoundException",
    "ALREADY_EXISTS, AlreadyExistsException",
    "FAILED_PRECONDITION, FailedPreconditionException",
    "ABORTED, ConflictException",
    "UNAVAILABLE, UnavailableException",
    "DEADLINE_EXCEEDED, DeadlineExceededException",
    "PERMISSION_DENIED, AssayException",
    "UNAUTHENTICATED, AssayException",
    "RESOURCE_EXHAUSTED, AssayException",
    "INTERNAL, AssayException",
    "UNKNOWN, AssayException",
    "UNIMPLEMENTED, AssayException",
    "CANCELLED, AssayException",
  })
  void eachStatusHasItsException(Status.Code code, String type) {
    AssayException failure = FailureReader.read(code.toStatus().asRuntimeException());
    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
    assertThat(failure.reasonName()).isEmpty();
    assertThat(failure.metadata()).isEmpty();
    assertThat(failure.fieldViolations()).isEmpty();
    assertThat(failure.retryDelay()).isEmpty();
  }

  @Test
  void theDetailsComeThroughACall() {
    try (InProcess server =
        InProcess.serving(FailingProjects.with(Failures.invalid("name", "use a-z")))) {
      InvalidRequestException failure =
          catchThrowableOfType(
              InvalidRequestException.class,
              () -> server.client().projects().getProject(ProjectName.of("digits")));
      assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_FIELD);
      assertThat(failure.reasonName()).isEqualTo("INVALID_FIELD");
      assertThat(failure.metadata()).isEqualTo(Map.of("project", "projects/digits"));
      assertThat(failure.fieldViolations()).containsExactly(new FieldViolation("name", "use a-z"));
      assertThat(failure).hasMessage("INVALID_ARGUMENT (INVALID_FIELD): 1 field is invalid");
      assertThat(failure.getCause()).isInstanceOf(StatusRuntimeException.class);
      StatusRuntimeException cause = (StatusRuntimeException) failure.getCause();
      assertThat(
              StatusProto.fromStatusAndTrailers(cause.getStatus(), cause.getTrailers())
                  .getDetailsCount())
          .isEqualTo(2);
    }
  }

  @Test
  void theAdviceToWaitIsRead() {
    AssayException failure = FailureReader.read(Failures.overloaded("busy"));
    assertThat(failure.retryDelay()).contains(Duration.ofMillis(250));
  }

  @Test
  void aReasonThatIsNewerThanThisClientIsKeptByName() {
    AssayException failure =
        FailureReader.read(Failures.of(Code.FAILED_PRECONDITION, "MOON_IS_FULL"));
    assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
    assertThat(failure.reasonName()).isEqualTo("MOON_IS_FULL");
  }

  @Test
  void everyReasonOfTheContractIsRead() {
    for (ErrorReason reason : ErrorReason.values()) {
      if (reason != ErrorReason.UNRECOGNIZED) {
        String name = reason.name().substring("ERROR_REASON_".length());
        assertThat(FailureReader.read(Failures.of(Code.INTERNAL, name)).reason()).isEqualTo(reason);
      }
    }
  }

  @Test
  void aReasonOfAnotherDomainIsNotTakenForOurs() {
    ErrorInfo foreign =
        ErrorInfo.newBuilder().setDomain("proxy.example").setReason("INVALID_FIELD").build();
    AssayException failure = FailureReader.read(with(Any.pack(foreign)));
    assertThat(failure.reasonName()).isEmpty();
  }

  @Test
  void aDetailThatCannotBeReadDoesNotHideTheFailure() {
    Any broken =
        Any.newBuilder()
            .setTypeUrl("type.googleapis.com/google.rpc.ErrorInfo")
            .setValue(ByteString.copyFromUtf8("broken"))
            .build();
    AssayException failure = FailureReader.read(with(broken));
    assertThat(failure.code()).isEqualTo(Status.Code.INTERNAL);
    assertThat(failure.reasonName()).isEmpty();
  }

  @Test
  void theMessageNamesTheCauseWhereTheStatusHasNoDescription() {
    Status status = Status.UNAVAILABLE.withCause(new ConnectException("refused"));
    assertThat(FailureReader.read(status.asRuntimeException()))
        .hasMessage("UNAVAILABLE: java.net.ConnectException: refused");
  }

  private static StatusRuntimeException with(Any detail) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.INTERNAL.getNumber())
            .setMessage("it failed")
            .addDetails(detail)
            .build());
  }
}
