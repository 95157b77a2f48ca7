package dev.assay.server.rpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Violations;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;

/** Notes for the request log which project a call is about, from its first message. */
final class RequestSubject implements ServerInterceptor {
  /** Where requests name their project, the first that is there. */
  private static final List<String> FIELDS = List.of("project", "header", "name");

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallRecord record = CallRecord.ofCurrentCall();
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    if (record == null) {
      return listener;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      private boolean noted;

      @Override
      public void onMessage(Q message) {
        if (!noted && message instanceof Message request) {
          record.setProject(projectOf(request));
          noted = true;
        }
        super.onMessage(message);
      }
    };
  }

  /** The project's resource name, or "" where there is none that a project could have. */
  static String projectOf(Message request) {
    for (String name : FIELDS) {
      FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
      if (field == null || field.isRepeated()) {
        continue;
      }
      Object value = request.getField(field);
      if (value instanceof Message nested) {
        return projectOf(nested);
      }
      if (value instanceof String text) {
        Violations violations = new Violations();
        ProjectNames.check(text, name, violations);
        return violations.isEmpty() ? text : "";
      }
    }
    return "";
  }
}
