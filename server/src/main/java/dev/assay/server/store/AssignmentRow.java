package dev.assay.server.store;

import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import org.jspecify.annotations.Nullable;

/** One item in the hands of one annotator. */
public record AssignmentRow(
    long assignmentId,
    long projectId,
    Place place,
    String annotatorId,
    TaskKind taskKind,
    Slice slice,
    long priceMicros,
    Lease lease) {

  /** Where an assignment is in its life. */
  public enum State {
    HELD,
    LABELED,
    RETURNED,
    EXPIRED
  }

  /**
   * An item, and where it was drawn.
   *
   * @param waveNumber 0 for a gold item, whose position is its own number
   */
  public record Place(int ordinal, long waveNumber, int position) {}

  /**
   * From when to when the annotator has it.
   *
   * @param grantedSequence the audit event of its beginning
   * @param closedSequence the audit event of its end, or null while it is held
   */
  public record Lease(
      State state,
      long createdMillis,
      long expireMillis,
      long grantedSequence,
      @Nullable Long closedSequence) {

    /** A lease that begins. */
    public static Lease held(long nowMillis, long expireMillis, long grantedSequence) {
      return new Lease(State.HELD, nowMillis, expireMillis, grantedSequence, null);
    }

    public Lease closed(State how, long sequence) {
      return new Lease(how, createdMillis, expireMillis, grantedSequence, sequence);
    }
  }

  public int ordinal() {
    return place.ordinal();
  }

  public long waveNumber() {
    return place.waveNumber();
  }

  public int position() {
    return place.position();
  }

  public State state() {
    return lease.state();
  }

  public long createdMillis() {
    return lease.createdMillis();
  }

  public long expireMillis() {
    return lease.expireMillis();
  }

  public long grantedSequence() {
    return lease.grantedSequence();
  }

  public @Nullable Long closedSequence() {
    return lease.closedSequence();
  }
}
