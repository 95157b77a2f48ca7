package dev.assay.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.function.Supplier;

/**
 * Fills in the request ids that callers left empty. It is done once a call, before the first
 * attempt: every attempt sends the same message.
 */
final class RequestIds {
  static final String FIELD = "request_id";

  private final Supplier<String> source;

  RequestIds(Supplier<String> source) {
    this.source = source;
  }

  /** Returns a new id. */
  String next() {
    return source.get();
  }

  /**
   * Returns the request with its id set; the same request where it has one, or where its type has
   * none.
   */
  <Q extends Message> Q fill(Q request) {
    FieldDescriptor field = request.getDescriptorForType().findFieldByName(FIELD);
    if (field == null || !request.getField(field).equals("")) {
      return request;
    }
    @SuppressWarnings("unchecked") // A builder made by toBuilder() builds the type it came from.
    Q filled = (Q) request.toBuilder().setField(field, next()).build();
    return filled;
  }
}
