package dev.assay.labelstudio.live;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A Label Studio that was installed by {@code live-test.sh}, as a process of its own on a copy of
 * the data folder that the script keeps.
 */
final class LiveStudio {
  static final String ADMIN_TOKEN = "0123456789abcdef0123456789abcdef01234567";
  static final String PASSWORD = "a-password-for-tests";
  private static final Duration START = Duration.ofMinutes(6);
  private static final Pattern CSRF =
      Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([^\"]+)\"");

  private static @Nullable LiveStudio shared;

  private final Path home;
  private final Path data;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Process process;

  /** The one of this run, which is started for the first who asks and ends with the process. */
  static synchronized LiveStudio shared() throws IOException {
    LiveStudio running = shared;
    if (running == null) {
      String home = System.getProperty("assay.label-studio.home", "");
      Assumptions.assumeTrue(
          !home.isEmpty() && Files.isDirectory(Path.of(home, "data")),
          "no Label Studio is installed: run label-studio/live-test.sh");
      Path target = Files.createDirectories(Path.of("target"));
      Path folder = Files.createTempDirectory(target, "label-studio");
      copy(Path.of(home, "data"), folder.resolve("data"));
      running = new LiveStudio(Path.of(home), folder.resolve("data"));
      Runtime.getRuntime().addShutdownHook(new Thread(running::kill, "label-studio-stop"));
      running.start();
      shared = running;
    }
    return running;
  }

  /**
   * @param home what the script installed into
   * @param data this server's own copy of the data folder
   */
  private LiveStudio(Path home, Path data) throws IOException {
    this.home = home;
    this.data = data;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("venv/bin/label-studio").toString(),
            "start",
            "--no-browser",
            "--internal-host",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "--data-dir",
            data.toString());
    builder.environment().put("LABEL_STUDIO_BASE_DATA_DIR", data.toString());
    builder.environment().put("LABEL_STUDIO_USERNAME", "admin@example.org");
    builder.environment().put("LABEL_STUDIO_PASSWORD", PASSWORD);
    builder.environment().put("LABEL_STUDIO_USER_TOKEN", ADMIN_TOKEN);
    builder.environment().put("LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN", "true");
    builder.environment().put("SSRF_PROTECTION_ENABLED", "false");
    builder.environment().put("COLLECT_ANALYTICS", "0");
    builder.environment().put("LATEST_VERSION_CHECK", "0");
    builder.environment().put("SENTRY_DSN", "");
    File log = data.resolveSibling("label-studio.log").toFile();
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    Awaitility.await("Label Studio answers")
        .atMost(START)
        .pollInterval(Duration.ofSeconds(1))
        .until(this::isUp);
  }

  private boolean isUp() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri() + "/health")).timeout(START).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it as a power cut would. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  /** Sends a request as the administrator, and returns the answer's JSON. */
  JsonElement asAdmin(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return send(ADMIN_TOKEN, method, path, body);
  }

  /** Sends a request with a legacy token, and returns the answer's JSON. */
  JsonElement send(String token, String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = exchange(token, method, path, body);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(method + " " + path + ": " + response.statusCode() + response.body());
    }
    return response.body().isBlank() ? JsonNull.INSTANCE : JsonParser.parseString(response.body());
  }

  /** Sends a request with a legacy token, and returns the answer whatever it is. */
  HttpResponse<String> exchange(String token, String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri() + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Token " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Signs a user up by the organization's invitation, as a browser does; returns their token. */
  String signUp(String email) throws IOException, InterruptedException {
    String invite =
        send(ADMIN_TOKEN, "GET", "/api/invite", null)
            .getAsJsonObject()
            .get("invite_url")
            .getAsString();
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    URI page = URI.create(uri() + invite);
    String form =
        browser
            .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher csrf = CSRF.matcher(form);
    if (!csrf.find()) {
      throw new IOException("the page of invitations has no form");
    }
    String fields =
        "csrfmiddlewaretoken=%s&email=%s&password=%s&allow_newsletters=false"
            .formatted(
                csrf.group(1),
                URLEncoder.encode(email, StandardCharsets.UTF_8),
                URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
    HttpRequest post =
        HttpRequest.newBuilder(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Referer", page.toString())
            .POST(HttpRequest.BodyPublishers.ofString(fields))
            .build();
    browser.send(post, HttpResponse.BodyHandlers.discarding());
    HttpRequest token =
        HttpRequest.newBuilder(URI.create(uri() + "/api/current-user/token")).build();
    return JsonParser.parseString(browser.send(token, HttpResponse.BodyHandlers.ofString()).body())
        .getAsJsonObject()
        .get("token")
        .getAsString();
  }

  /** Copies a folder with all that is in it. */
  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
