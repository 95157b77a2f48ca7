package dev.assay.server.config;

import java.net.InetSocketAddress;

/**
 * Where the server listens.
 *
 * @param host a name or an address
 * @param port from 0, which takes any free one, to 65535
 */
public record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** Reads "host:port" or "[address]:port". */
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(
          "must hold the address in brackets, for example [::1]:7070");
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException("must be host:port, for example 127.0.0.1:7070");
    }
    String digits = text.substring(colon + 1);
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > MAX_PORT) {
      throw new IllegalArgumentException("must have a port from 0 to " + MAX_PORT);
    }
    return new HostPort(host, Integer.parseInt(digits));
  }

  /** The address of the host, looked up now; unresolved where nobody knows it. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  /** The same host with another port. */
  public HostPort withPort(int other) {
    return new HostPort(host, other);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
