package dev.assay.server.rpc;

import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** What the request log learns of a call while it runs. */
final class CallRecord {
  static final Context.Key<CallRecord> KEY = Context.key("assay-call-record");

  private volatile String project = "";

  /** The record of the call that the current thread works for, if it is logged. */
  static @Nullable CallRecord ofCurrentCall() {
    return KEY.get();
  }

  /** The resource name of the project that the call is about; empty when none is known. */
  String project() {
    return project;
  }

  void setProject(String name) {
    project = name;
  }
}
