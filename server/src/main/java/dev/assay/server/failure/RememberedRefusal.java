package dev.assay.server.failure;

import com.google.rpc.Status;

/**
 * The answer to a repeated request that was refused the first time: the same status again, with its
 * first reason.
 */
public final class RememberedRefusal extends Failure {
  private static final long serialVersionUID = 1L;

  public RememberedRefusal(Status status) {
    super(status);
  }
}
