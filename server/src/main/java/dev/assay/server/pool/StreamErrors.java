package dev.assay.server.pool;

import dev.assay.v1.OnError;
import dev.assay.v1.RecordError;
import java.util.ArrayList;
import java.util.List;

/** The records that a stream leaves out, as its {@code on_error} says. */
final class StreamErrors {
  /** The most records that the response names. */
  static final int MAX_REPORTED = 100;

  private final boolean goOn;
  private final List<RecordError> reported = new ArrayList<>();
  private long count;

  StreamErrors(OnError onError) {
    this.goOn = onError == OnError.ON_ERROR_CONTINUE;
  }

  /**
   * Ends a stream that stops at the first chunk with errors.
   *
   * @throws dev.assay.server.failure.InvalidRequest naming each record and field
   */
  void stopAt(ChunkErrors chunk) {
    if (!goOn) {
      chunk.violations().throwIfAny();
    }
  }

  /** Adds the records of a chunk that were left out. */
  void leaveOut(ChunkErrors chunk) {
    count += chunk.count();
    List<RecordError> errors = chunk.reported();
    reported.addAll(errors.subList(0, Math.min(errors.size(), MAX_REPORTED - reported.size())));
  }

  long count() {
    return count;
  }

  List<RecordError> reported() {
    return reported;
  }
}
