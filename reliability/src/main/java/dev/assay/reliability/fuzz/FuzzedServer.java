package dev.assay.reliability.fuzz;

import com.google.protobuf.ByteString;
import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.reliability.book.Books;
import dev.assay.reliability.book.JournalBook;
import dev.assay.reliability.local.LocalServer;
import dev.assay.reliability.proof.Contract;
import dev.assay.v1.Assignment;
import dev.assay.v1.Project;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A server with a project that any bytes are sent to, and the question whether it is still whole.
 */
public final class FuzzedServer implements AutoCloseable {
  static final ProjectName PROJECT = ProjectName.of("contract");
  static final String ANNOTATOR = "ann";
  private static final long PRICE_MICROS = 1_000;
  private static final long CEILING_MICROS = 1_000_000_000;
  private static final int ITEMS = 2_000;
  private static final int LEASES = 50;
  private static final int MAX_PROJECTS = 20;

  private final List<MethodDescriptor<?, ?>> methods = Contract.methods();
  private final LocalServer server;
  private final RawCalls calls;
  private final Deque<String> tokens = new ArrayDeque<>();
  private long requestCount;

  private FuzzedServer(LocalServer server) {
    this.server = server;
    this.calls = new RawCalls(server.port());
  }

  /** Starts one on a store that does not exist yet. */
  public static FuzzedServer start(Path store) throws IOException {
    LocalServer server =
        LocalServer.start(store, Map.of("planner.seed", "1"), InstantSource.system());
    server.makeProject(PROJECT, PRICE_MICROS, CEILING_MICROS, ITEMS);
    return new FuzzedServer(server);
  }

  /**
   * Sends what the bytes mean.
   *
   * @throws AssertionError when the answer is one that no caller should ever get
   */
  public void send(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes, methods);
    RawOutcome outcome = calls.send(input.method(), completed(input));
    String fault = outcome.fault();
    if (fault != null) {
      throw new AssertionError(input.method().getFullMethodName() + " " + fault);
    }
  }

  private List<ByteString> completed(FuzzInput input) {
    List<ByteString> messages = new ArrayList<>(input.messages());
    if (messages.isEmpty()) {
      return messages;
    }
    ByteString first = messages.get(0);
    if (input.fresh()) {
      first = first.concat(Additions.requestId(input.requestType(), "fresh-" + requestCount++));
    }
    if (input.leased()) {
      first = first.concat(Additions.lease(input.requestType(), token(), ANNOTATOR));
    }
    messages.set(0, first);
    return messages;
  }

  private String token() {
    if (tokens.isEmpty()) {
      AssayClient client = server.client();
      try {
        client.acquisition().nextBatch(PROJECT, ANNOTATOR, LEASES).getAssignmentsList().stream()
            .map(Assignment::getToken)
            .forEach(tokens::add);
      } catch (RuntimeException e) {
        return ""; // the project was archived, or its annotator suspended, by what was sent before
      }
    }
    String token = tokens.poll();
    return token == null ? "" : token;
  }

  /**
   * Adds the journal of every project up.
   *
   * @throws AssertionError when one does not add up, or health is not what it was
   */
  public void check() {
    AssayClient client = server.client();
    if (!client.isServing()) {
      throw new AssertionError("the server does not serve any more");
    }
    int checked = 0;
    for (Project project : client.projects().listProjects()) {
      if (checked++ == MAX_PROJECTS) {
        return;
      }
      ProjectName name = ProjectName.parse(project.getName());
      JournalBook journal = Books.read(client, name).journal();
      if (!journal.violations().isEmpty()) {
        throw new AssertionError(name + ": " + journal.violations());
      }
    }
  }

  @Override
  public void close() {
    calls.close();
    server.close();
  }
}
