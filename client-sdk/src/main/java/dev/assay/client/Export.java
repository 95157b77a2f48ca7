package dev.assay.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Records that the server streams, to be read once. The server sends only as fast as they are read:
 * at most two messages of up to 1,000 records wait on the client.
 *
 * <pre>{@code
 * try (Export<AuditEvent> events = client.audit().exportAudit(project)) {
 *   for (AuditEvent event : events) {
 *     System.out.println(event.getSequence());
 *   }
 * }
 * }</pre>
 *
 * <p>Close it when it is not read to its end: until then the call stays open, up to its deadline. A
 * stream that breaks yields all records that came before, then throws {@link AssayException}. To be
 * read by one thread; {@link #close} may be called from any.
 *
 * @param <T> the records
 */
public final class Export<T> implements Iterable<T>, AutoCloseable {
  private final ClientCall<?, ?> call;
  private final Iterator<T> records;
  private volatile boolean closed;

  private <R> Export(ClientCall<?, R> call, Inbox<R> inbox, Function<R, List<T>> content) {
    this.call = call;
    this.records = new Records<>(inbox, content);
  }

  static <Q, R, T> Export<T> open(
      Rpc rpc, MethodDescriptor<Q, R> method, Q request, Function<R, List<T>> content) {
    AttemptLog attempts = new AttemptLog();
    ClientCall<Q, R> call = rpc.newStream(method, null, attempts);
    Inbox<R> inbox = new Inbox<>(attempts);
    call.start(inbox, new Metadata());
    call.request(Inbox.MESSAGES_AHEAD);
    call.sendMessage(request);
    call.halfClose();
    return new Export<>(call, inbox, content);
  }

  /** Returns the records that were not read yet: the same iterator each time. */
  @Override
  public Iterator<T> iterator() {
    return records;
  }

  /**
   * Returns the records that were not read yet, as a sequential stream. Closing it closes the
   * export.
   */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false).onClose(this::close);
  }

  /** Ends the call, if it has not ended; nothing can be read any more. */
  @Override
  public void close() {
    closed = true;
    call.cancel("the export was closed", null);
  }

  private final class Records<R> implements Iterator<T> {
    private final Inbox<R> inbox;
    private final Function<R, List<T>> content;
    private Iterator<T> message = List.<T>of().iterator();
    private boolean ended;

    Records(Inbox<R> inbox, Function<R, List<T>> content) {
      this.inbox = inbox;
      this.content = content;
    }

    @Override
    public boolean hasNext() {
      if (closed) {
        throw new IllegalStateException("the export is closed");
      }
      while (!message.hasNext() && !ended) {
        R next = take();
        if (next == null) {
          ended = true;
        } else {
          call.request(1);
          message = content.apply(next).iterator();
        }
      }
      return message.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return message.next();
    }

    private @Nullable R take() {
      try {
        return inbox.take();
      } catch (InterruptedException interruption) {
        call.cancel("the calling thread was interrupted", interruption);
        Thread.currentThread().interrupt();
        throw FailureReader.interrupted(interruption);
      }
    }
  }
}
