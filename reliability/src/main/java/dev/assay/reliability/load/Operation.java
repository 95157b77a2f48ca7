package dev.assay.reliability.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.ProjectName;
import dev.assay.client.PutOptions;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SubmitLabelsRequest;
import io.grpc.Status;
import java.util.List;
import java.util.Set;

/**
 * A request with its id, which may be sent any number of times.
 *
 * @param rpc what it asks for
 * @param header the id and the project of PutItems; the default instance otherwise
 * @param request the request, or the items of PutItems
 */
record Operation(Rpc rpc, PutItemsHeader header, Message request) {
  /** The changes that clients ask for. */
  enum Rpc {
    NEXT_BATCH(NextBatchRequest.getDefaultInstance()),
    SUBMIT_LABELS(SubmitLabelsRequest.getDefaultInstance()),
    RETURN_ASSIGNMENTS(ReturnAssignmentsRequest.getDefaultInstance()),
    SET_CEILING(SetCeilingRequest.getDefaultInstance()),
    PUT_ITEMS(ItemChunk.getDefaultInstance());

    private final Message empty;

    Rpc(Message empty) {
      this.empty = empty;
    }

    Message parse(byte[] bytes) throws InvalidProtocolBufferException {
      return empty.getParserForType().parseFrom(bytes);
    }
  }

  /** The same request is refused the same way for ever with these. */
  private static final Set<Status.Code> FINAL =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.ALREADY_EXISTS,
          Status.Code.PERMISSION_DENIED,
          Status.Code.FAILED_PRECONDITION);

  static Operation of(Rpc rpc, Message request) {
    return new Operation(rpc, PutItemsHeader.getDefaultInstance(), request);
  }

  String requestId() {
    return switch (rpc) {
      case NEXT_BATCH -> ((NextBatchRequest) request).getRequestId();
      case SUBMIT_LABELS -> ((SubmitLabelsRequest) request).getRequestId();
      case RETURN_ASSIGNMENTS -> ((ReturnAssignmentsRequest) request).getRequestId();
      case SET_CEILING -> ((SetCeilingRequest) request).getRequestId();
      case PUT_ITEMS -> header.getRequestId();
    };
  }

  /**
   * Sends it and returns the answer.
   *
   * @throws AssayException when there was no answer that stands: nobody knows what was done
   */
  Answer send(AssayClient client) {
    try {
      return Answer.of(response(client).toByteString());
    } catch (AssayException e) {
      if (FINAL.contains(e.code()) && !e.reasonName().isEmpty()) {
        return new Answer(ByteString.EMPTY, e.code() + " " + e.reasonName() + " " + e.getMessage());
      }
      throw e;
    }
  }

  private Message response(AssayClient client) {
    return switch (rpc) {
      case NEXT_BATCH -> client.acquisition().nextBatch((NextBatchRequest) request);
      case SUBMIT_LABELS -> client.labels().submitLabels((SubmitLabelsRequest) request);
      case RETURN_ASSIGNMENTS ->
          client.acquisition().returnAssignments((ReturnAssignmentsRequest) request);
      case SET_CEILING -> client.budget().setCeiling((SetCeilingRequest) request);
      case PUT_ITEMS -> {
        List<Item> items = ((ItemChunk) request).getItemsList();
        yield client
            .pool()
            .putItems(
                ProjectName.parse(header.getProject()),
                items,
                PutOptions.defaults().withRequestId(header.getRequestId()));
      }
    };
  }
}
