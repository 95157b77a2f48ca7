package dev.assay.reliability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.reliability.proof.Contract;
import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SubmitLabelsRequest;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FuzzInputTest {
  private final List<MethodDescriptor<?, ?>> methods = Contract.methods();

  @Test
  void everyRpcIsSaidByItsOwnBytes() {
    for (MethodDescriptor<?, ?> method : methods) {
      List<ByteString> messages =
          method.getType().clientSendsOneMessage()
              ? List.of(ByteString.copyFromUtf8("abc"))
              : List.of(ByteString.copyFromUtf8("abc"), ByteString.copyFromUtf8("d"));
      byte[] bytes = FuzzInput.bytes(method, true, false, messages).toByteArray();
      assertThat(FuzzInput.of(bytes, methods))
          .isEqualTo(new FuzzInput(method, true, false, messages));
    }
  }

  @Test
  void anyBytesSaySomething() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      assertThat(FuzzInput.of(bytes, methods).method()).isIn(methods);
    }
  }

  @Test
  void anAddedRequestIdStands() throws InvalidProtocolBufferException {
    ByteString request = NextBatchRequest.newBuilder().setRequestId("old").build().toByteString();
    assertThat(
            NextBatchRequest.parseFrom(
                    request.concat(Additions.requestId(NextBatchRequest.getDescriptor(), "fresh")))
                .getRequestId())
        .isEqualTo("fresh");
    PutItemsRequest header =
        PutItemsRequest.newBuilder()
            .setHeader(PutItemsHeader.newBuilder().setRequestId("old").setProject("p"))
            .build();
    PutItemsRequest fresh =
        PutItemsRequest.parseFrom(
            header
                .toByteString()
                .concat(Additions.requestId(PutItemsRequest.getDescriptor(), "fresh")));
    assertThat(fresh.getHeader().getRequestId()).isEqualTo("fresh");
    assertThat(fresh.getHeader().getProject()).isEqualTo("p");
  }

  @Test
  void anAddedLeaseIsOneMore() throws InvalidProtocolBufferException {
    SubmitLabelsRequest labels =
        SubmitLabelsRequest.parseFrom(
            Additions.lease(SubmitLabelsRequest.getDescriptor(), "token", "ann"));
    assertThat(labels.getLabels(0).getToken()).isEqualTo("token");
    assertThat(labels.getAnnotatorId()).isEqualTo("ann");
    ReturnAssignmentsRequest back =
        ReturnAssignmentsRequest.parseFrom(
            Additions.lease(ReturnAssignmentsRequest.getDescriptor(), "token", "ann"));
    assertThat(back.getTokensList()).containsExactly("token");
    assertThat(Additions.lease(NextBatchRequest.getDescriptor(), "token", "ann")).isEmpty();
  }

  @Test
  void theContractIsComplete() {
    assertThat(methods)
        .contains(
            AcquisitionServiceGrpc.getNextBatchMethod(),
            LabelServiceGrpc.getSubmitLabelsMethod(),
            PoolServiceGrpc.getPutScoresMethod());
  }

  @Test
  void answersThatNobodyShouldGetAreFaults() {
    assertThat(new RawOutcome(Status.OK, "").fault()).isNull();
    assertThat(new RawOutcome(Status.NOT_FOUND, "PROJECT_NOT_FOUND").fault()).isNull();
    assertThat(new RawOutcome(Status.NOT_FOUND, "").fault()).contains("without a reason");
    for (Status status :
        List.of(Status.UNKNOWN, Status.INTERNAL, Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED)) {
      assertThat(new RawOutcome(status, "SOME").fault()).startsWith("answered");
    }
    assertThat(RawOutcome.of(Status.INTERNAL, new Metadata()).reason()).isEmpty();
  }
}
