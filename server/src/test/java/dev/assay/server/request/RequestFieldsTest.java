package dev.assay.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.ContractRpcs;
import dev.assay.server.Features;
import dev.assay.server.ValidRequests;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.ListGoldRequest;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestFieldsTest {

  /** Every RPC of the contract that has a request id, its own or in the header of its stream. */
  static Stream<Named<String>> changes() {
    return Features.CONTRACT.stream()
        .flatMap(service -> service.getMethods().stream())
        .map(MethodDescriptor::getBareMethodName)
        .map(Objects::requireNonNull)
        .filter(rpc -> hasRequestId(ValidRequests.of(rpc).get(0).getDescriptorForType()))
        .map(rpc -> Named.of(rpc, rpc));
  }

  private static boolean hasRequestId(Descriptor type) {
    return type.findFieldByName("request_id") != null
        || (type.findFieldByName("header") != null
            && hasRequestId(type.findFieldByName("header").getMessageType()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeIsRememberedByItsProjectAndItsId(String rpc) {
    Message request = ValidRequests.of(rpc).get(0);
    RequestFields fields = ContractRpcs.of(request).fields();
    fields.requireKey(rpc);
    assertThat(fields.hasKey(request)).isTrue();
    assertThat(fields.key(request).project())
        .isEqualTo(
            switch (rpc) {
              case "CreateProject" -> "another";
              case "ArchiveProject" -> "archived";
              default -> "contract";
            });
    assertThat(request.toString())
        .contains("request_id: \"" + fields.key(request).requestId() + "\"");
    assertThat(fields.hasKey(request.getDefaultInstanceForType())).isFalse();
  }

  @Test
  void aChangeWithoutAnIdOrAProjectIsRefusedWhenItIsBound() {
    assertThatThrownBy(() -> fields(StringValue.getDefaultInstance()).requireKey("Say"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the request of Say has no text request_id to remember it by");
    assertThatThrownBy(() -> fields(GetBudgetRequest.getDefaultInstance()).requireKey("GetBudget"))
        .hasMessageContaining("request_id");
    assertThatThrownBy(
            () -> fields(dev.assay.v1.JournalEntry.getDefaultInstance()).requireKey("Enter"))
        .hasMessageContaining("project or name");
  }

  @Test
  void theFieldsAreCheckedInOneOrder() {
    assertThat(found(NextBatchRequest.getDefaultInstance()))
        .containsExactly("request_id", "project", "annotator_id");
    assertThat(found(FlagItemRequest.getDefaultInstance()))
        .containsExactly("request_id", "project", "item_id");
    assertThat(found(ArchiveProjectRequest.getDefaultInstance()))
        .containsExactly("request_id", "name");
    assertThat(found(ListGoldRequest.newBuilder().setPageSize(-1).build()))
        .containsExactly("project", "page_size");
    assertThat(found(ListProjectsRequest.getDefaultInstance())).isEmpty();
  }

  @Test
  void whatStandsInAPartOfTheRequestAndWhatMayBeLeftOutIsForItsRpc() {
    assertThat(found(CreateProjectRequest.getDefaultInstance())).containsExactly("request_id");
    assertThat(found(PutItemsRequest.getDefaultInstance())).isEmpty();
    assertThat(found(GetBudgetRequest.getDefaultInstance())).containsExactly("project");
  }

  @Test
  void theMessagesBehindAHeaderHaveNoKey() {
    PutItemsHeader header =
        PutItemsHeader.newBuilder().setProject("projects/pets").setRequestId("r").build();
    PutItemsRequest first = PutItemsRequest.newBuilder().setHeader(header).build();
    PutItemsRequest next =
        PutItemsRequest.newBuilder().setChunk(ItemChunk.getDefaultInstance()).build();
    RequestFields fields = fields(first);
    assertThat(fields.key(first)).isEqualTo(new IdempotencyKey("pets", "r"));
    assertThat(fields.partWithRequestId(first)).isEqualTo(header);
    assertThat(fields.hasKey(next)).isFalse();
    assertThat(fields.projectName(first)).isEqualTo("projects/pets");
    assertThat(fields.projectName(next)).isEmpty();
  }

  @Test
  void aNameThatNoProjectCanHaveNamesNone() {
    assertThat(
            fields(GetBudgetRequest.getDefaultInstance())
                .projectName(GetBudgetRequest.newBuilder().setProject("projects/No").build()))
        .isEmpty();
  }

  private static RequestFields fields(Message request) {
    return RequestFields.of(request.getDescriptorForType());
  }

  private static List<String> found(Message request) {
    Violations violations = new Violations();
    fields(request).check(request, violations);
    return violations.found().stream().map(FieldViolation::getField).toList();
  }
}
