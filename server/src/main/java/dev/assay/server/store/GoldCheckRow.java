package dev.assay.server.store;

import dev.assay.v1.TaskKind;
import org.jspecify.annotations.Nullable;

/** One gold item shown to one annotator; see the table's columns. */
public record GoldCheckRow(
    long projectId,
    String annotatorId,
    int ordinal,
    long assignmentId,
    Place place,
    @Nullable Integer keyClass,
    @Nullable Boolean passed,
    long createdMillis,
    @Nullable Long answeredMillis) {

  /**
   * The ordinary assignment that a check stands before: it keeps the check's place in the order of
   * serving, and its kind says what the check costs.
   *
   * @param waveNumber the wave that drew the ordinary item
   * @param position where in the wave
   * @param pricedAs the kind of the ordinary assignment
   */
  public record Place(long waveNumber, int position, TaskKind pricedAs, State state) {
    /** The same place, with a check in that state. */
    public Place in(State newState) {
      return new Place(waveNumber, position, pricedAs, newState);
    }

    /** Whether both stand before the same assignment. */
    public boolean isAt(Place other) {
      return waveNumber == other.waveNumber && position == other.position;
    }
  }

  /** What has become of a check. */
  public enum State {
    /** The annotator has it, or has answered it. */
    GRANTED,
    /** It was given up, or its lease has ended: it asks for an annotator again. */
    WAITING,
    /** Another annotator has it; the row tells that the place had a check. */
    HANDED_OVER
  }
}
