package dev.assay.labelstudio.http;

/**
 * Label Studio did not do what it was asked. The message holds no token and no body of a request.
 */
public final class LabelStudioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of answer it was. */
  public enum Kind {
    /** No answer: refused connection, time-out, broken connection. */
    UNREACHABLE,
    /** 429 or 5xx: asking again later may help. */
    BUSY,
    /** 401 or 403, also with a fresh access token. */
    UNAUTHORIZED,
    /** 404: what was named is not there. */
    NOT_FOUND,
    /** Another 4xx: the request cannot be taken. */
    REFUSED,
    /** The answer is not what the API is known to give. */
    UNINTELLIGIBLE
  }

  private final Kind kind;

  public LabelStudioException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public LabelStudioException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same request may succeed later without anybody's help. */
  public boolean isTransient() {
    return kind == Kind.UNREACHABLE || kind == Kind.BUSY;
  }
}
