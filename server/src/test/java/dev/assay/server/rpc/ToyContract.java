package dev.assay.server.rpc;

import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoUtils;

/** A service with one RPC of each shape, for handlers of the test's own. */
final class ToyContract {
  private static final String SERVICE = "toy.v1.ToyService";

  static final MethodDescriptor<CreateProjectRequest, CreateProjectResponse> CHANGE =
      method(
          "Change",
          MethodType.UNARY,
          CreateProjectRequest.getDefaultInstance(),
          CreateProjectResponse.getDefaultInstance());

  static final MethodDescriptor<StringValue, StringValue> ASK =
      method(
          "Ask",
          MethodType.UNARY,
          StringValue.getDefaultInstance(),
          StringValue.getDefaultInstance());

  static final MethodDescriptor<StringValue, Int64Value> TAKE =
      method(
          "Take",
          MethodType.CLIENT_STREAMING,
          StringValue.getDefaultInstance(),
          Int64Value.getDefaultInstance());

  static final MethodDescriptor<Int64Value, StringValue> SEND =
      method(
          "Send",
          MethodType.SERVER_STREAMING,
          Int64Value.getDefaultInstance(),
          StringValue.getDefaultInstance());

  static final ServiceDescriptor DESCRIPTOR =
      ServiceDescriptor.newBuilder(SERVICE)
          .addMethod(CHANGE)
          .addMethod(ASK)
          .addMethod(TAKE)
          .addMethod(SEND)
          .build();

  private ToyContract() {}

  private static <Q extends Message, R extends Message> MethodDescriptor<Q, R> method(
      String name, MethodType type, Q request, R response) {
    return MethodDescriptor.<Q, R>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(response))
        .build();
  }
}
