package dev.assay.server.request;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.server.failure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: its size, and the position after which it begins. The token that asks for the
 * next page holds the position and a fingerprint of the request's other fields, so that a token
 * cannot be used with another filter.
 */
public final class Page {
  public static final int DEFAULT_SIZE = 100;
  public static final int MAX_SIZE = 1000;

  /** The most rows that are read before their sizes are known. */
  static final int FIRST_ROWS = 100;

  private static final int CHECK_BYTES = 8;

  private final int size;
  private final String after;
  private final ByteString check;

  private Page(int size, String after, ByteString check) {
    this.size = size;
    this.after = after;
    this.check = check;
  }

  /**
   * The page that a request asks for.
   *
   * @param request with the fields page_size and page_token; all its others are the filter
   * @throws InvalidRequest when the token was not made for this filter
   */
  public static Page of(Message request) {
    Descriptor type = request.getDescriptorForType();
    FieldDescriptor sizeField = type.findFieldByName("page_size");
    FieldDescriptor tokenField = type.findFieldByName("page_token");
    Message filter = request.toBuilder().clearField(sizeField).clearField(tokenField).build();
    int pageSize = (int) request.getField(sizeField);
    String pageToken = (String) request.getField(tokenField);
    int size = pageSize == 0 ? DEFAULT_SIZE : Math.min(pageSize, MAX_SIZE);
    ByteString check = Fingerprint.of(type.getName(), filter).substring(0, CHECK_BYTES);
    if (pageToken.isEmpty()) {
      return new Page(size, "", check);
    }
    try {
      ByteString token = ByteString.copyFrom(Base64.getUrlDecoder().decode(pageToken));
      if (token.size() > CHECK_BYTES && token.substring(0, CHECK_BYTES).equals(check)) {
        return new Page(size, token.substring(CHECK_BYTES).toString(StandardCharsets.UTF_8), check);
      }
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    throw refused();
  }

  private static InvalidRequest refused() {
    return new InvalidRequest(
        "page_token",
        "was not made by this list with these fields; start again with an empty page_token");
  }

  /** Reports a page size that cannot be meant. */
  public static void check(int pageSize, Violations violations) {
    violations.require(pageSize >= 0, "page_size", "must not be negative");
  }

  /** The most rows to return. */
  public int size() {
    return size;
  }

  /** The position after which the page begins, as text; empty at the start. */
  public String after() {
    return after;
  }

  /** The position after which the page begins, for lists ordered by a number. */
  public long afterNumber(long atStart) {
    try {
      return after.isEmpty() ? atStart : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw refused();
    }
  }

  /**
   * The position after which the page begins, for lists ordered by two numbers that are joined by a
   * space; null at the start.
   */
  public long @Nullable [] afterPair() {
    if (after.isEmpty()) {
      return null;
    }
    int space = after.indexOf(' ');
    try {
      return new long[] {
        Long.parseLong(after.substring(0, Math.max(space, 0))),
        Long.parseLong(after.substring(space + 1))
      };
    } catch (NumberFormatException e) {
      throw refused();
    }
  }

  /** The position after which the page begins, for lists ordered by the items' ordinals. */
  public int afterOrdinal() {
    try {
      return after.isEmpty() ? -1 : Integer.parseInt(after);
    } catch (NumberFormatException e) {
      throw refused();
    }
  }

  /** Reads rows that follow a position. */
  @FunctionalInterface
  public interface Rows<T> {
    /**
     * The next rows, in the list's order.
     *
     * @param from asks for the position after which they begin
     * @param limit the most rows, at least 1
     */
    List<T> read(Page from, int limit);
  }

  /**
   * Fills the page: with as many rows as it may have, or as fit into an answer ({@link
   * AnswerBytes}). Rows are read a few at a time, so that large ones are never held for many pages.
   *
   * @param message of a row
   * @param add takes the messages of the page
   * @param position of a row in the list
   * @return the token for the next page; empty when this is the last
   */
  public <T, M extends Message> String fill(
      Rows<T> source,
      Function<? super T, M> message,
      Consumer<? super M> add,
      Function<? super T, String> position) {
    AnswerBytes bytes = new AnswerBytes();
    Page at = this;
    int left = size;
    int step = FIRST_ROWS;
    while (true) {
      int wanted = Math.min(left, step);
      List<T> rows = source.read(at, wanted + 1); // one more says whether the list goes on
      for (T row : rows.subList(0, Math.min(wanted, rows.size()))) {
        M made = message.apply(row);
        if (!bytes.add(made)) {
          return next(at.after);
        }
        add.accept(made);
        at = new Page(size, position.apply(row), check);
        left--;
      }
      if (rows.size() <= wanted) {
        return "";
      }
      if (left == 0) {
        return next(at.after);
      }
      step = bytes.about();
    }
  }

  /** The token for the page after this one, whose last row is at the position. */
  public String next(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(check.concat(ByteString.copyFromUtf8(position)).toByteArray());
  }
}
