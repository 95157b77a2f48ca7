package dev.assay.client;

import dev.assay.v1.OnError;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an upload of items or scores is run. Immutable: each {@code with} method returns a changed
 * copy.
 *
 * <pre>{@code
 * PutOptions options =
 *     PutOptions.defaults()
 *         .withOnError(OnError.ON_ERROR_CONTINUE)
 *         .withProgress(p -> System.err.printf("%d items, %.0f/s%n", p.records(), p.recordsPerSecond()));
 * client.pool().putItems(project, items, options);
 * }</pre>
 *
 * @param requestId the id of the stream; null lets the client make one. Give one of your own, and
 *     keep it, to make a repetition after a crash of the calling program safe too
 * @param onError what the server does with a record that it cannot take
 * @param chunkRows the most records of one message, from 1 to 10,000
 * @param chunkBytes the size at which a message is closed, from 1 KiB to 3 MiB; a single larger
 *     record is sent alone
 * @param deadline how long the whole stream may take, above 0; null takes the client's deadline for
 *     streams
 * @param progress told after every chunk, on the thread that sends
 * @param trainedOn which of the project's labels the model could have learnt from; of scores alone
 */
public record PutOptions(
    @Nullable String requestId,
    OnError onError,
    int chunkRows,
    int chunkBytes,
    @Nullable Duration deadline,
    Consumer<Progress> progress,
    TrainedOn trainedOn) {
  /** The most records that the contract allows in a chunk. */
  public static final int MAX_CHUNK_ROWS = 10_000;

  /**
   * The largest chunk size: below gRPC's customary limit of 4 MiB a message, with room for one more
   * record.
   */
  public static final int MAX_CHUNK_BYTES = 3 << 20;

  private static final int MIN_CHUNK_BYTES = 1 << 10;
  private static final int DEFAULT_CHUNK_ROWS = 5_000;
  private static final int DEFAULT_CHUNK_BYTES = 1 << 20;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PutOptions {
    Objects.requireNonNull(onError, "onError");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(trainedOn, "trainedOn");
    if (chunkRows < 1 || chunkRows > MAX_CHUNK_ROWS) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "chunkRows is %d: use 1 to %d", chunkRows, MAX_CHUNK_ROWS));
    }
    if (chunkBytes < MIN_CHUNK_BYTES || chunkBytes > MAX_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "chunkBytes is %d: use %d to %d",
              chunkBytes,
              MIN_CHUNK_BYTES,
              MAX_CHUNK_BYTES));
    }
    if (deadline != null) {
      Durations.requirePositive("deadline", deadline);
    }
  }

  /**
   * Returns the options of an upload that says nothing: stop at the first bad record, chunks of up
   * to 1 MiB.
   */
  public static PutOptions defaults() {
    return new PutOptions(
        null,
        OnError.ON_ERROR_STOP,
        DEFAULT_CHUNK_ROWS,
        DEFAULT_CHUNK_BYTES,
        null,
        progress -> {},
        TrainedOn.all());
  }

  /**
   * Sets the id of the stream.
   *
   * @param value 1 to 64 visible ASCII characters
   * @return the changed copy
   */
  public PutOptions withRequestId(String value) {
    return new PutOptions(value, onError, chunkRows, chunkBytes, deadline, progress, trainedOn);
  }

  /**
   * Sets what the server does with a record that it cannot take.
   *
   * @param value stop or continue
   * @return the changed copy
   */
  public PutOptions withOnError(OnError value) {
    return new PutOptions(requestId, value, chunkRows, chunkBytes, deadline, progress, trainedOn);
  }

  /**
   * Sets the most records of one message.
   *
   * @param value from 1 to 10,000
   * @return the changed copy
   */
  public PutOptions withChunkRows(int value) {
    return new PutOptions(requestId, onError, value, chunkBytes, deadline, progress, trainedOn);
  }

  /**
   * Sets the size at which a message is closed.
   *
   * @param value in bytes, from 1 KiB to 3 MiB
   * @return the changed copy
   */
  public PutOptions withChunkBytes(int value) {
    return new PutOptions(requestId, onError, chunkRows, value, deadline, progress, trainedOn);
  }

  /**
   * Sets how long the whole stream may take.
   *
   * @param value above 0
   * @return the changed copy
   */
  public PutOptions withDeadline(Duration value) {
    return new PutOptions(requestId, onError, chunkRows, chunkBytes, value, progress, trainedOn);
  }

  /**
   * Sets who is told after every chunk.
   *
   * @param value called on the thread that sends; what it throws ends the upload
   * @return the changed copy
   */
  public PutOptions withProgress(Consumer<Progress> value) {
    return new PutOptions(requestId, onError, chunkRows, chunkBytes, deadline, value, trainedOn);
  }

  /**
   * Says which of the project's labels the model could have learnt from: estimates judge it by no
   * others. A model that was trained on no label, or on those of earlier waves, is estimated at
   * once from the labels already bought.
   *
   * @param value all, unless it is known to be fewer
   * @return the changed copy
   */
  public PutOptions withTrainedOn(TrainedOn value) {
    return new PutOptions(requestId, onError, chunkRows, chunkBytes, deadline, progress, value);
  }
}
