package dev.assay.server.request;

import com.google.protobuf.Message;
import java.util.concurrent.CompletableFuture;

/**
 * One client stream being taken in. Messages come one at a time: the next is asked for when the
 * future of the one before has completed, which is all the back-pressure there is.
 *
 * @param <Q> the message of the stream
 * @param <R> the response
 */
public interface Ingest<Q extends Message, R extends Message> {

  /** Takes one message. A failure, thrown or of the future, ends the stream with it. */
  CompletableFuture<Void> accept(Q message);

  /** The stream has ended well: stores what is left and answers. It may fail as accept may. */
  CompletableFuture<R> finish();

  /**
   * The stream broke off or failed: gives up what is not to stay. Called at most once, instead of
   * {@link #finish} or after it failed.
   */
  void abandon();
}
