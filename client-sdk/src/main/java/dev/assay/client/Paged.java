package dev.assay.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that the server gives page by page. Pages are fetched when they are reached, one at a
 * time; nothing is fetched before the first element is asked for. Each iterator starts anew at the
 * first page.
 *
 * <pre>{@code
 * for (Project project : client.projects().listProjects()) {
 *   System.out.println(project.getName());
 * }
 * }</pre>
 *
 * @param <T> the elements
 */
public final class Paged<T> implements Iterable<T> {
  private final String firstToken;
  private final Function<String, Page<T>> fetch;

  Paged(String firstToken, Function<String, Page<T>> fetch) {
    this.firstToken = firstToken;
    this.fetch = fetch;
  }

  /**
   * Returns the elements from the first page on. Its methods throw {@link AssayException} where a
   * page cannot be fetched.
   */
  @Override
  public Iterator<T> iterator() {
    return new Pages();
  }

  /** Returns the elements from the first page on, as a sequential stream that needs no closing. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** One page, and the token of the next: empty at the end. */
  record Page<T>(List<T> elements, String nextToken) {}

  private final class Pages implements Iterator<T> {
    private Iterator<T> page = List.<T>of().iterator();
    private String nextToken = firstToken;
    private boolean last;

    @Override
    public boolean hasNext() {
      // A page may be empty without being the last.
      while (!page.hasNext() && !last) {
        Page<T> fetched = fetch.apply(nextToken);
        if (!fetched.nextToken().isEmpty() && fetched.nextToken().equals(nextToken)) {
          throw new IllegalStateException(
              "the server gave the token of a page as that of the next one");
        }
        page = fetched.elements().iterator();
        nextToken = fetched.nextToken();
        last = nextToken.isEmpty();
      }
      return page.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
