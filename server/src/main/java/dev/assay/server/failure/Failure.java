package dev.assay.server.failure;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.assay.v1.ErrorReason;
import java.util.List;
import java.util.Map;

/**
 * A request that is refused, or that the server could not serve. The message says what is wrong and
 * what would help, in one line; the metadata holds every part of it that varies.
 */
public abstract class Failure extends RuntimeException {
  /** The domain of every {@link ErrorInfo}. */
  public static final String DOMAIN = "assay.dev";

  private static final String REASON_PREFIX = "ERROR_REASON_";
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  Failure(
      ErrorReason reason,
      Code code,
      String message,
      Map<String, String> metadata,
      Message... details) {
    super(message, null, false, false); // a refusal is an answer: nobody reads its stack
    this.status = render(reason, code, message, metadata, List.of(details));
  }

  Failure(
      ErrorReason reason,
      Code code,
      String message,
      Map<String, String> metadata,
      Throwable cause) {
    super(message, cause);
    this.status = render(reason, code, message, metadata, List.of());
  }

  Failure(Status status) {
    super(status.getMessage(), null, false, false);
    this.status = status;
  }

  private static Status render(
      ErrorReason reason,
      Code code,
      String message,
      Map<String, String> metadata,
      List<Message> details) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setReason(reason.name().substring(REASON_PREFIX.length()))
            .setDomain(DOMAIN)
            .putAllMetadata(metadata)
            .build();
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addDetails(Any.pack(info));
    details.forEach(detail -> status.addDetails(Any.pack(detail)));
    return status.build();
  }

  /** The status as it goes over the wire, with exactly one {@link ErrorInfo}. */
  public final Status status() {
    return status;
  }

  /**
   * Whether the same request would be refused again for as long as it stands: such a refusal is
   * remembered with its request id. False for what waiting heals.
   */
  public boolean isFinal() {
    return true;
  }
}
