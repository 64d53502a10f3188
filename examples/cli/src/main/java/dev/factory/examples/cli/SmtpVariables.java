package dev.factory.examples.cli;

import dev.factory.examples.cli.mail.ConfirmationMail;
import dev.factory.examples.cli.mail.SmtpServer;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The mail server that the environment names. */
final class SmtpVariables {
  private SmtpVariables() {}

  /**
   * {@return who confirms payouts, or empty if no server is named}
   *
   * @throws CliException {@code cli.mail} if what is named is no server, or its sender no address
   */
  static Optional<ConfirmationMail> read(Session session, PayeesFile payees) {
    Host host = session.host();
    Optional<String> url = host.variable("FACTORY_SMTP");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    try {
      String from = host.variable("FACTORY_SMTP_FROM").orElse("");
      ConfirmationMail.requireAddress(from);
      SmtpServer server =
          SmtpServer.of(url.get(), host.variable("FACTORY_SMTP_PASSWORD").orElse(null), from);
      return Optional.of(
          new ConfirmationMail(server, payees::address, SSLContext.getDefault(), host.time()));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.mail",
          "FACTORY_SMTP, FACTORY_SMTP_PASSWORD and FACTORY_SMTP_FROM name no mail server and sender;"
              + " nothing was sent: they are such as smtp://user@mail.example.com:587 (or smtps://,"
              + " or smtp+plain://localhost:25 without a user), the user's password, and"
              + " payouts@example.com");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }
}
