package dev.assay.reliability.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Fields that no random bytes could hit, as bytes to be put behind a message: there the last value
 * of a field counts, and the values of a repeated one are added.
 */
final class Additions {
  private Additions() {}

  /** A request id, where the type has one of its own or in its header. */
  static ByteString requestId(Descriptor type, String requestId) {
    FieldDescriptor own = type.findFieldByName("request_id");
    if (own != null) {
      return DynamicMessage.newBuilder(type).setField(own, requestId).build().toByteString();
    }
    FieldDescriptor header = type.findFieldByName("header");
    return header == null
        ? ByteString.EMPTY
        : field(header, requestId(header.getMessageType(), requestId));
  }

  /** The token of an assignment and whom it was given to, where the type has room for them. */
  static ByteString lease(Descriptor type, String token, String annotatorId) {
    FieldDescriptor annotator = type.findFieldByName("annotator_id");
    FieldDescriptor tokens = type.findFieldByName("tokens");
    FieldDescriptor labels = type.findFieldByName("labels");
    if (annotator == null || (tokens == null && labels == null)) {
      return ByteString.EMPTY;
    }
    DynamicMessage.Builder message =
        DynamicMessage.newBuilder(type).setField(annotator, annotatorId);
    if (tokens != null) {
      return message.addRepeatedField(tokens, token).build().toByteString();
    }
    FieldDescriptor value = labels.getMessageType().findFieldByName("value");
    FieldDescriptor classes = value.getMessageType().findFieldByName("class_names");
    DynamicMessage label =
        DynamicMessage.newBuilder(labels.getMessageType())
            .setField(labels.getMessageType().findFieldByName("token"), token)
            .setField(
                value,
                DynamicMessage.newBuilder(value.getMessageType())
                    .addRepeatedField(classes, "yes")
                    .build())
            .build();
    return message.addRepeatedField(labels, label).build().toByteString();
  }

  private static ByteString field(FieldDescriptor field, ByteString message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeTag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeBytesNoTag(message);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
