package dev.factory.examples.cli.mail;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in, and as whom.
 *
 * @param host the server's name, which its certificate must be for
 * @param port where it listens
 * @param security how the connection is protected
 * @param user null if the server asks for none
 * @param password of the user; never shown
 * @param from the sender's address
 */
public record SmtpServer(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable String password,
    String from) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** How a connection is protected. */
  public enum Security {
    /** It begins in the clear and must change to TLS before anything is said (RFC 3207). */
    STARTTLS,
    /** It is TLS from its first byte (RFC 8314). */
    TLS,
    /** It is in the clear, for a server on the same machine; no password is ever sent on it. */
    NONE
  }

  /** Refuses a password that would be sent in the clear, and a user without one. */
  public SmtpServer {
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("a user has a password, and a password a user");
    }
    if (security == Security.NONE && user != null) {
      throw new IllegalArgumentException("a password is never sent in the clear");
    }
  }

  /**
   * {@return the server that a URL names: {@code smtp://user@host:587} with STARTTLS, {@code
   * smtps://user@host:465} with TLS, {@code smtp+plain://localhost:25} without}
   *
   * @param url without a password; the ports shown are the ones taken if there is none
   * @param password null if there is none
   * @param from the sender's address
   * @throws IllegalArgumentException if the URL is none of these
   */
  public static SmtpServer of(String url, @Nullable String password, String from) {
    URI uri = URI.create(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    Security security =
        switch (scheme) {
          case "smtp" -> Security.STARTTLS;
          case "smtps" -> Security.TLS;
          case "smtp+plain" -> Security.NONE;
          default -> throw new IllegalArgumentException("no scheme of a mail server");
        };
    if (uri.getHost() == null || (uri.getUserInfo() != null && uri.getUserInfo().contains(":"))) {
      throw new IllegalArgumentException("a mail server has a host, and no password in its URL");
    }
    int usual =
        switch (security) {
          case STARTTLS -> 587;
          case TLS -> 465;
          case NONE -> 25;
        };
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return new SmtpServer(uri.getHost(), port, security, uri.getUserInfo(), password, from);
  }

  String protocol() {
    return security == Security.TLS ? "smtps" : "smtp";
  }

  /** {@return what the mail library is told; certificates are checked, also whose they are} */
  Properties properties(SSLContext trust) {
    String prefix = "mail." + protocol() + ".";
    String millis = Long.toString(TIMEOUT.toMillis());
    Properties properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", millis);
    properties.setProperty(prefix + "timeout", millis);
    properties.setProperty(prefix + "writetimeout", millis);
    properties.setProperty(prefix + "auth", Boolean.toString(user != null));
    properties.setProperty(prefix + "from", from);
    if (security == Security.NONE) {
      properties.setProperty(prefix + "starttls.enable", "false");
    } else {
      properties.setProperty(
          prefix + "starttls.required", Boolean.toString(security == Security.STARTTLS));
      properties.setProperty(
          prefix + "starttls.enable", Boolean.toString(security == Security.STARTTLS));
      properties.setProperty(prefix + "ssl.checkserveridentity", "true");
      properties.put(prefix + "ssl.socketFactory", trust.getSocketFactory());
    }
    return properties;
  }

  /** {@return host and port} */
  @Override
  public String toString() {
    return host + ":" + port + ", " + security;
  }
}
