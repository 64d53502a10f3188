package dev.factory.examples.cli.mail;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.spi.Mailer;
import dev.factory.core.FactoryException;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells publishers by mail that they were paid.
 *
 * <p>The {@code Message-ID} is made of the confirmation's key, so one that is given again after a
 * crash is the same message to every mail system that looks. A publisher without an address is not
 * told, and counts as told. An address the server refuses concerns its publisher alone; a server
 * that cannot be reached is not asked again by this object. One connection serves all mails; {@link
 * #close} ends it. For use by one thread.
 */
public final class ConfirmationMail implements Mailer, AutoCloseable {
  private static final String CHARSET = "UTF-8";

  private final SmtpServer server;
  private final Function<PublisherId, Optional<String>> addresses;
  private final InstantSource time;
  private final Session session;
  private final Map<PayoutId, String> failures = new LinkedHashMap<>();
  private @Nullable Transport transport;
  private @Nullable String unreachable;

  /**
   * @param server where mails are handed in
   * @param addresses knows where a publisher is told
   * @param trust whom to believe that they are the server
   * @param time for the header {@code Date}
   */
  public ConfirmationMail(
      SmtpServer server,
      Function<PublisherId, Optional<String>> addresses,
      SSLContext trust,
      InstantSource time) {
    this.server = server;
    this.addresses = addresses;
    this.time = time;
    this.session = Session.getInstance(server.properties(trust));
  }

  @Override
  public void confirm(Payout payout, String key) {
    Optional<String> address = addresses.apply(payout.publisherId());
    if (address.isEmpty()) {
      return;
    }
    if (unreachable != null) {
      throw failed(payout, unreachable);
    }
    Message message;
    try {
      message = message(payout, key, address.get());
    } catch (MessagingException e) {
      throw failed(payout, "the address is none");
    }
    Transport open;
    try {
      open = connected();
    } catch (MessagingException e) {
      unreachable = "the server " + server.host() + " cannot be used";
      throw failed(payout, unreachable);
    }
    try {
      open.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      throw failed(payout, "the server did not take the mail");
    }
  }

  private Transport connected() throws MessagingException {
    Transport open = transport;
    if (open != null && open.isConnected()) {
      return open;
    }
    Transport fresh = session.getTransport(server.protocol());
    fresh.connect(server.host(), server.port(), server.user(), server.password());
    transport = fresh;
    return fresh;
  }

  private Message message(Payout payout, String key, String address) throws MessagingException {
    MimeMessage message = new Identified(session, messageId(key));
    Address to = new InternetAddress(address, true);
    String period = period(payout.run().period());
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(Message.RecipientType.TO, to);
    message.setSubject("Payout of " + payout.amount().display() + " for " + period, CHARSET);
    message.setSentDate(Date.from(time.instant()));
    // so that no answering machine answers (RFC 3834)
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(payout, period), CHARSET);
    message.saveChanges();
    return message;
  }

  private static String text(Payout payout, String period) {
    String reference = payout.status().railReference();
    return String.format(
        Locale.ROOT,
        """
        Publisher %s

        %s was paid to you for %s.

        Payout      %s
        Reference   %s

        Your statement of the period shows every conversion it comes from, and how to check it.
        """,
        payout.publisherId(),
        payout.amount().display(),
        period,
        payout.id(),
        reference.isEmpty() ? payout.id() : reference);
  }

  private static String period(Period period) {
    BillingMonth month = BillingMonth.containing(period.start(), ZoneOffset.UTC);
    return month.period().equals(period) ? month.toString() : period.toString();
  }

  private String messageId(String key) {
    String domain = server.from().substring(server.from().lastIndexOf('@') + 1);
    return "<" + key.replace(':', '.') + "@" + domain + ">";
  }

  private FactoryException failed(Payout payout, String why) {
    failures.put(payout.id(), why);
    // without what the server said: it may repeat the address
    return new FactoryException(
        "cli.mail",
        "the confirmation of the payout "
            + payout.id()
            + " was not sent, because "
            + why
            + "; the payout is paid all the same: submit the period again, which sends it");
  }

  /** {@return the payouts whose confirmation was not sent, and why} */
  public Map<PayoutId, String> failures() {
    return new LinkedHashMap<>(failures);
  }

  /**
   * Makes sure that an address can be written to.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static void requireAddress(String address) {
    try {
      new InternetAddress(address, true).validate();
    } catch (AddressException e) {
      throw new IllegalArgumentException("no address of mail", e);
    }
  }

  @Override
  public void close() {
    Transport open = transport;
    transport = null;
    if (open != null) {
      try {
        open.close();
      } catch (MessagingException e) {
        // all mails were taken; how the server says goodbye changes nothing
        unreachable = "the connection is closed";
      }
    }
  }

  /** A message that keeps the id it was given. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
