package dev.assay.client;

import dev.assay.v1.ScoreChunk;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of scores for {@link PoolClient#putScores}: rows or columns, all at hand or made while
 * they are sent. It is read once, a chunk at a time, as fast as the server takes them.
 *
 * <pre>{@code
 * Scores.ofColumns(ScoreColumns.of(ids, 10, model.predict(images)));
 * Scores.ofRows(items.stream().map(item -> ScoreRow.of(item.id(), model.predict(item))));
 * }</pre>
 */
public final class Scores {
  private final ScoreCursor cursor;

  private Scores(ScoreCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Takes rows.
   *
   * @param rows read once
   * @return the source
   */
  public static Scores ofRows(Iterable<ScoreRow> rows) {
    return ofRows(rows.iterator());
  }

  /**
   * Takes rows as they are made.
   *
   * @param rows read once, and not closed
   * @return the source
   */
  public static Scores ofRows(Stream<ScoreRow> rows) {
    return ofRows(rows.iterator());
  }

  /**
   * Takes rows as they are made.
   *
   * @param rows read to its end
   * @return the source
   */
  public static Scores ofRows(Iterator<ScoreRow> rows) {
    return new Scores(new RowCursor(rows));
  }

  /**
   * Takes columns.
   *
   * @param columns all rows
   * @return the source
   */
  public static Scores ofColumns(ScoreColumns columns) {
    return ofColumns(List.of(columns).iterator());
  }

  /**
   * Takes columns as they are made, for example one block for each batch of inference.
   *
   * @param blocks read to its end; the size of the blocks and that of the messages do not depend on
   *     one another
   * @return the source
   */
  public static Scores ofColumns(Iterator<ScoreColumns> blocks) {
    return new Scores(new BlockCursor(blocks));
  }

  ScoreCursor cursor() {
    return cursor;
  }

  private static final class RowCursor implements ScoreCursor {
    private final Iterator<ScoreRow> rows;
    private @Nullable ScoreRow current;

    RowCursor(Iterator<ScoreRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean advance() {
      if (!rows.hasNext()) {
        return false;
      }
      current = rows.next();
      return true;
    }

    @Override
    public String itemId() {
      return row().itemId();
    }

    @Override
    public ScoreShape shape() {
      return row().shape();
    }

    @Override
    public void appendTo(ScoreChunk.Builder chunk) {
      row().appendTo(chunk);
    }

    private ScoreRow row() {
      if (current == null) {
        throw new IllegalStateException("advance() comes first");
      }
      return current;
    }
  }

  private static final class BlockCursor implements ScoreCursor {
    private final Iterator<ScoreColumns> blocks;
    private @Nullable ScoreCursor block;

    BlockCursor(Iterator<ScoreColumns> blocks) {
      this.blocks = blocks;
    }

    @Override
    public boolean advance() {
      while (block == null || !block.advance()) {
        if (!blocks.hasNext()) {
          return false;
        }
        block = blocks.next().cursor();
      }
      return true;
    }

    @Override
    public String itemId() {
      return block().itemId();
    }

    @Override
    public ScoreShape shape() {
      return block().shape();
    }

    @Override
    public void appendTo(ScoreChunk.Builder chunk) {
      block().appendTo(chunk);
    }

    private ScoreCursor block() {
      if (block == null) {
        throw new IllegalStateException("advance() comes first");
      }
      return block;
    }
  }
}
