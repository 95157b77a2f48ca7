package dev.assay.labelstudio.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.LabelStudioException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one Label Studio as one user. Thread-safe.
 *
 * <p>A personal access token is exchanged for an access token, which lives 300 seconds. When Label
 * Studio answers 401 the access token is exchanged anew and the request sent once more, so that
 * neither its death nor a restart is seen by callers. Nothing here repeats what failed otherwise:
 * the caller knows what may be repeated.
 */
public final class LabelStudioHttp {
  /** How long a connection may take. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** How long an answer may take: imports of thousands of tasks take tens of seconds. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(100);

  /** The most characters of a refusal that are passed on. */
  static final int MAX_REASON_LENGTH = 300;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private final URI base;
  private final Credentials credentials;
  private @Nullable Secret access;

  /**
   * @param base where Label Studio is, such as {@code http://localhost:8080}
   */
  public LabelStudioHttp(URI base, Credentials credentials) {
    String text = base.toString();
    this.base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.credentials = credentials;
  }

  /** Sends a request and returns the answer's JSON; JSON null when it has no body. */
  public JsonElement send(String method, String path, @Nullable JsonElement body) {
    HttpResponse<String> response = exchange(method, path, body, authorization());
    if (response.statusCode() == 401 && credentials.isPersonal()) {
      forgetAccess();
      response = exchange(method, path, body, authorization());
    }
    return read(method, path, response);
  }

  /** Whether Label Studio answers at all. */
  public boolean isUp() {
    try {
      return exchange("GET", "/health", null, null).statusCode() == 200;
    } catch (LabelStudioException e) {
      return false;
    }
  }

  private synchronized String authorization() {
    if (!credentials.isPersonal()) {
      return "Token " + credentials.token().reveal();
    }
    if (access == null) {
      JsonObject body = new JsonObject();
      body.addProperty("refresh", credentials.token().reveal());
      HttpResponse<String> response = exchange("POST", "/api/token/refresh/", body, null);
      JsonElement answer = read("POST", "/api/token/refresh/", response);
      access = new Secret(Json.text(Json.object(answer), "access"));
    }
    return "Bearer " + access.reveal();
  }

  private synchronized void forgetAccess() {
    access = null;
  }

  private HttpResponse<String> exchange(
      String method, String path, @Nullable JsonElement body, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LabelStudioException(
          Kind.UNREACHABLE, method + " " + base + withoutQuery(path) + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabelStudioException(Kind.UNREACHABLE, "interrupted", e);
    }
  }

  private static JsonElement read(String method, String path, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response.body().isBlank() ? JsonNull.INSTANCE : Json.parse(response.body());
    }
    Kind kind =
        switch (status) {
          case 401 -> Kind.UNAUTHORIZED;
          case 404 -> Kind.NOT_FOUND;
          case 429 -> Kind.BUSY;
          default -> status >= 500 ? Kind.BUSY : Kind.REFUSED;
        };
    throw new LabelStudioException(
        kind, method + " " + withoutQuery(path) + " was answered " + status + reason(response));
  }

  /** The reason that Label Studio gives in its own words; never a page of HTML. */
  private static String reason(HttpResponse<String> response) {
    String body = response.body().strip();
    if (!body.startsWith("{")) {
      return "";
    }
    String shortened =
        body.length() > MAX_REASON_LENGTH ? body.substring(0, MAX_REASON_LENGTH) : body;
    return ": " + shortened;
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
