package dev.assay.bench;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.Project;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Callers who hold places by silence, and those who ask for pages of a hundred megabytes. */
final class LoadAttacks {
  private static final String PUT_SCORES = "assay.v1.PoolService/PutScores";
  private static final String GET_BUDGET = "assay.v1.BudgetService/GetBudget";
  private static final int SMALL_HEAP = 512;
  private static final int READERS = 40;
  private static final int CLASSES = 1_000;
  private static final int NAME_LENGTH = 100;
  private static final int MAX_SILENCE_MILLIS = 60_000;

  private LoadAttacks() {}

  /** Runs each against a server of its own. */
  static void run(Path store, int projects, List<LoadFigure> figures, Consumer<String> progress)
      throws IOException, InterruptedException {
    progress.accept("calls without a request");
    figures.add(heldPlaces(store, "4096 calls of headers alone", PUT_SCORES, 4_096));
    figures.add(heldPlaces(store, "5100 calls of one byte", GET_BUDGET, 5_100, (byte) 0));
    progress.accept("a silent connection");
    try (ServerProcess server = ServerProcess.start(store, SMALL_HEAP);
        HalfCalls silent = new HalfCalls(server.port())) {
      Socket socket = silent.connect();
      long begin = System.nanoTime();
      socket.setSoTimeout(MAX_SILENCE_MILLIS);
      double seconds = Double.NaN;
      if (closes(socket)) {
        seconds = (System.nanoTime() - begin) / 1e9;
      }
      figures.add(new LoadFigure("a silent connection is closed after", "300", seconds, "s", 15));
    }
    progress.accept("a stop beside an idle stream");
    try (ServerProcess server = ServerProcess.start(store, SMALL_HEAP);
        HalfCalls idle = new HalfCalls(server.port());
        AssayClient client = server.client()) {
      idle.begin(PUT_SCORES, 1);
      client.projects().listProjectsPage(ListProjectsRequest.getDefaultInstance());
      figures.add(
          new LoadFigure("a stop beside an idle stream", "30", server.stopSeconds(), "s", 5));
    }
    if (projects > 0) {
      progress.accept("%d projects for large pages".formatted(projects));
      largePages(store, projects, figures, progress);
    }
  }

  private static boolean closes(Socket socket) throws IOException {
    try {
      int read = 0;
      while (read >= 0) {
        read = socket.getInputStream().read(new byte[1_024]);
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  /** How long it takes until a call is answered beside those that do not go on. */
  private static LoadFigure heldPlaces(
      Path store, String name, String method, int count, byte... body)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(store, SMALL_HEAP);
        HalfCalls held = new HalfCalls(server.port());
        AssayClient client = server.client()) {
      held.begin(method, count, body);
      long begin = System.nanoTime();
      double seconds = Double.NaN;
      try {
        client.projects().listProjectsPage(ListProjectsRequest.getDefaultInstance());
        seconds = (System.nanoTime() - begin) / 1e9;
      } catch (AssayException e) {
        // not within the client's deadline: there is no figure
      }
      return new LoadFigure("an answer beside " + name, "never", seconds, "s", 5);
    }
  }

  private static void largePages(
      Path store, int projects, List<LoadFigure> figures, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(store, SMALL_HEAP);
        AssayClient client = server.client()) {
      List<String> names =
          IntStream.range(0, CLASSES)
              .mapToObj(k -> "class" + k + "-" + "x".repeat(NAME_LENGTH - 10))
              .toList();
      for (int i = 0; i < projects; i++) {
        client
            .projects()
            .createProject(
                Project.newBuilder()
                    .setName(ProjectName.of("large-" + i).toString())
                    .setLabelSchema(LabelSchemas.multiclass(names))
                    .setCurrencyCode("EUR")
                    .setDefaultPriceMicros(1)
                    .build(),
                1);
      }
      progress.accept(READERS + " readers of the largest page");
      AtomicInteger refused = new AtomicInteger();
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        Thread reader =
            new Thread(
                () -> {
                  try (AssayClient own = server.client()) {
                    own.projects()
                        .listProjectsPage(
                            ListProjectsRequest.newBuilder().setPageSize(1_000).build());
                  } catch (AssayException e) {
                    refused.incrementAndGet();
                  }
                });
        readers.add(reader);
        reader.start();
      }
      for (Thread reader : readers) {
        reader.join();
      }
      figures.add(
          new LoadFigure(
              "of 40 readers of the largest page, without an answer",
              "26",
              refused.get(),
              "calls",
              0));
      figures.add(
          new LoadFigure(
              "the server ended for want of memory",
              "0, with 26 errors",
              server.isAlive() ? 0 : 1,
              "times",
              0));
    }
  }
}
