package dev.assay.server.rpc;

import com.google.protobuf.Message;
import dev.assay.server.request.Rpc;
import io.grpc.Context;

/** What the request log learns of a call while it runs. */
final class CallRecord {
  static final Context.Key<CallRecord> KEY = Context.key("assay-call-record");

  private volatile String project = "";

  /** The resource name of the project that the call is about; empty when none is known. */
  String project() {
    return project;
  }

  /** Notes which project the current call is about, if it is logged: the first that it names. */
  static <Q extends Message> void noteSubject(Rpc<Q, ?> rpc, Q message) {
    CallRecord record = KEY.get();
    if (record != null && record.project.isEmpty()) {
      record.project = rpc.fields().projectName(message);
    }
  }
}
