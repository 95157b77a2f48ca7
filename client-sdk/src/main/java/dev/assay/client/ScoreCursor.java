package dev.assay.client;

import dev.assay.v1.ScoreChunk;

/** Walks over rows of scores, whatever form they came in. It starts before the first row. */
interface ScoreCursor {
  /** Moves to the next row; false when there is none. */
  boolean advance();

  /** Returns the item that the current row is about. */
  String itemId();

  /** Returns the shape of the current row. */
  ScoreShape shape();

  /** Adds the current row to every column. */
  void appendTo(ScoreChunk.Builder chunk);
}
