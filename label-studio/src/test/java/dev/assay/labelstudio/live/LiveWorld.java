package dev.assay.labelstudio.live;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A project of images in the real Label Studio, a real Assay, and the bridge as a process. */
final class LiveWorld implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  final LiveStudio studio;
  final AssayServer server;
  final AssayClient assay;
  final DigitTasks digits = new DigitTasks();
  final int tasks;
  final long pool;
  private final Path folder;
  private final int page = freePort();
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable BridgeProcess bridge;

  /**
   * @param folder where the bridge and Assay keep what is theirs
   * @param tasks how many images the project has
   */
  LiveWorld(Path folder, int tasks) throws Exception {
    this.folder = folder;
    this.tasks = tasks;
    this.studio = LiveStudio.shared();
    this.server = assay("first.db");
    this.assay = AssayClient.connect("127.0.0.1:" + server.port());
    this.pool = makePool();
  }

  /** Another Assay of the same seed. */
  AssayServer assay(String store) throws IOException {
    return AssayServer.start(
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of(
                    "listen", "127.0.0.1:0",
                    "store", folder.resolve(store).toString(),
                    "planner.seed", "11"))));
  }

  private long makePool() throws Exception {
    JsonObject fields = new JsonObject();
    fields.addProperty("title", "Digits");
    fields.addProperty("label_config", DigitTasks.CONFIG);
    long made =
        studio
            .asAdmin("POST", "/api/projects/", fields.toString())
            .getAsJsonObject()
            .get("id")
            .getAsLong();
    studio.asAdmin("POST", "/api/projects/" + made + "/import", digits.tasks(tasks).toString());
    return made;
  }

  /** Starts the bridge with some options more. */
  BridgeProcess startBridge(String... options) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), LiveStudio.ADMIN_TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    List<String> all = new ArrayList<>();
    all.add("--url=" + studio.uri());
    all.add("--token-file=" + token);
    all.add("--project=" + pool);
    all.add("--id-field=name");
    all.add("--target=127.0.0.1:" + server.port());
    all.add("--reconcile=3s");
    all.add("--reconcile-all=20s");
    all.add("--state=" + state());
    all.add("--listen=127.0.0.1:" + page);
    all.addAll(List.of(options));
    BridgeProcess started = new BridgeProcess(all, folder.resolve("bridge.log"));
    bridge = started;
    started.start();
    return started;
  }

  /** The bridge's own file. */
  Path state() {
    return folder.resolve("bridge.db");
  }

  /** The bridge's page. */
  URI page() {
    return URI.create("http://127.0.0.1:" + page + "/");
  }

  /** What the bridge's page says beside a word; empty while it says nothing. */
  String cell(String name) {
    try {
      HttpRequest request = HttpRequest.newBuilder(page()).build();
      String html = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      int at = html.indexOf("<th>" + name + "</th><td>");
      return at < 0 ? "" : html.substring(html.indexOf("<td>", at) + 4, html.indexOf("</td>", at));
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** A number of the page; 0 while it says nothing. */
  long number(String name) {
    String said = cell(name);
    return said.isEmpty() ? 0 : Long.parseLong(said);
  }

  /** The project whose number the page gives beside a word, once it does. */
  long awaitProject(String name) {
    return await(name, () -> number(name));
  }

  /** Waits until a number is not 0, and returns it. */
  static long await(String what, LongSupplier number) {
    long[] found = {0};
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> (found[0] = number.getAsLong()) != 0);
    return found[0];
  }

  /** All tasks of a project with their annotations. */
  List<JsonObject> tasksOf(long project) throws Exception {
    List<JsonObject> all = new ArrayList<>();
    String path = "/api/tasks/?project=" + project + "&fields=all&page=1&page_size=1000";
    for (JsonElement task :
        studio.asAdmin("GET", path, null).getAsJsonObject().getAsJsonArray("tasks")) {
      all.add(task.getAsJsonObject());
    }
    return all;
  }

  /** All annotations of a project. */
  List<JsonObject> annotationsOf(long project) throws Exception {
    List<JsonObject> all = new ArrayList<>();
    for (JsonObject task : tasksOf(project)) {
      task.getAsJsonArray("annotations").forEach(each -> all.add(each.getAsJsonObject()));
    }
    return all;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("there is no free port", e);
    }
  }

  @Override
  public void close() {
    if (bridge != null) {
      bridge.close();
    }
    assay.close();
    server.close();
  }
}
