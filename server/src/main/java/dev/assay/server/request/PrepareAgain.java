package dev.assay.server.request;

import com.google.protobuf.Message;

/**
 * Thrown by {@link Mutation#execute} where others have used up what {@link Mutation#prepare}
 * provided: the request is prepared and executed again, a few times, and then answered as this
 * says.
 */
public final class PrepareAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Message answerOtherwise;

  /**
   * The answer that is given when preparing again is of no use; it must be true without any change.
   */
  public PrepareAgain(Message answerOtherwise) {
    super("prepare again", null, false, false);
    this.answerOtherwise = answerOtherwise;
  }

  Message answerOtherwise() {
    return answerOtherwise;
  }
}
