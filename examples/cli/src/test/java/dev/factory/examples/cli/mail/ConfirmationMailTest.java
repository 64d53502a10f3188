package dev.factory.examples.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.RunKey;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Money;
import dev.factory.core.time.BillingMonth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real conversations with a server on this machine, protected by a certificate made here. */
class ConfirmationMailTest {
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-02-02T09:00:00Z"));

  @TempDir private static Path folder;
  private static KeyStore ours = empty();

  private static KeyStore empty() {
    try {
      return KeyStore.getInstance("PKCS12");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void makeCertificate() throws Exception {
    ours = certificate("localhost");
  }

  private static KeyStore certificate(String host) throws Exception {
    Path file = folder.resolve(host + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "3650",
                "-alias",
                "mail",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(STORE_PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    made.getInputStream().readAllBytes();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore store = empty();
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD);
    }
    return store;
  }

  private static SSLContext with(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, STORE_PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Payout payout(String publisher) {
    PublisherId who = new PublisherId(publisher);
    Money amount = Money.ofMinor("USD", 150_500);
    RunKey run = new RunKey(BillingMonth.of(2026, 1).period(), new PayoutMethod("file"));
    return Payout.draft(
        run,
        Payee.of(who, run.method(), "DE02 1203 0000", amount.currency()),
        List.of(new PayoutLine(PayoutLine.Kind.CLAIM, "statement:1", amount)),
        null,
        "sha256:" + "a".repeat(64));
  }

  private static ConfirmationMail mail(SmtpServer server, SSLContext trust) {
    return new ConfirmationMail(
        server,
        publisher ->
            publisher.value().equals("pub-0")
                ? Optional.empty()
                : Optional.of(publisher + "@example.com"),
        trust,
        NOW);
  }

  private static SmtpServer secured(SmtpDouble server, String password) {
    return SmtpServer.of(
        "smtp://payer@localhost:" + server.port(), password, "payouts@factory.example");
  }

  private static String confirm(ConfirmationMail mail, String publisher) {
    Payout payout = payout(publisher);
    mail.confirm(payout, "payout-confirmation:" + payout.id());
    return payout.id().value();
  }

  @Test
  void aPublisherIsToldOverAProtectedConnection() throws Exception {
    try (SmtpDouble server = SmtpDouble.secured(with(ours), "payer", "open sesame");
        ConfirmationMail mail = mail(secured(server, "open sesame"), with(ours))) {
      String id = confirm(mail, "pub-456");
      assertThat(server.messages()).hasSize(1);
      assertThat(server.messages().get(0).lines())
          .contains(
              "From: payouts@factory.example",
              "To: pub-456@example.com",
              "Subject: Payout of $1,505.00 for 2026-01",
              "Message-ID: <payout-confirmation." + id + "@factory.example>",
              "Auto-Submitted: auto-generated",
              "$1,505.00 was paid to you for 2026-01.");
      assertThat(server.messages().get(0)).doesNotContain("DE02");
      assertThat(server.inTheClear()).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(server.inTheClear()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void theSameConfirmationIsTheSameMessageToEveryMailSystem() throws Exception {
    try (SmtpDouble server = SmtpDouble.plain();
        ConfirmationMail mail = mail(plain(server), SSLContext.getDefault())) {
      confirm(mail, "pub-456");
      confirm(mail, "pub-456");
      assertThat(server.messages()).hasSize(2);
      assertThat(server.messages().get(1)).isEqualTo(server.messages().get(0));
      assertThat(server.conversations()).isEqualTo(1);
    }
  }

  private static SmtpServer plain(SmtpDouble server) {
    return SmtpServer.of(
        "smtp+plain://localhost:" + server.port(), null, "payouts@factory.example");
  }

  @Test
  void anAddressThatIsRefusedConcernsNobodyElse() throws Exception {
    try (SmtpDouble server = SmtpDouble.plain();
        ConfirmationMail mail = mail(plain(server), SSLContext.getDefault())) {
      server.refuse("pub-1@example.com");
      assertThatThrownBy(() -> confirm(mail, "pub-1"))
          .isInstanceOf(FactoryException.class)
          .hasMessageContaining("the server did not take the mail")
          .hasMessageNotContaining("example.com");
      confirm(mail, "pub-2");
      assertThat(server.messages()).hasSize(1);
      assertThat(mail.failures()).containsOnlyKeys(payout("pub-1").id());
    }
  }

  @Test
  void aPublisherWithoutAnAddressIsPassedOver() throws Exception {
    try (SmtpDouble server = SmtpDouble.plain();
        ConfirmationMail mail = mail(plain(server), SSLContext.getDefault())) {
      confirm(mail, "pub-0");
      assertThat(server.conversations()).isZero();
      assertThat(mail.failures()).isEmpty();
    }
  }

  @Test
  void noPasswordIsSentToAServerThatDoesNotProtectTheConnection() throws Exception {
    try (SmtpDouble server = SmtpDouble.plain();
        ConfirmationMail mail = mail(secured(server, "open sesame"), with(ours))) {
      assertThatThrownBy(() -> confirm(mail, "pub-1")).isInstanceOf(FactoryException.class);
      assertThat(server.messages()).isEmpty();
      assertThat(server.inTheClear()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void aServerWithACertificateForAnotherNameIsNotBelieved() throws Exception {
    KeyStore other = certificate("mail.example");
    try (SmtpDouble server = SmtpDouble.secured(with(other), "payer", "open sesame");
        ConfirmationMail mail = mail(secured(server, "open sesame"), with(other))) {
      assertThatThrownBy(() -> confirm(mail, "pub-1")).isInstanceOf(FactoryException.class);
      assertThat(server.messages()).isEmpty();
    }
  }

  @Test
  void aServerThatIsNotThereIsAskedOnce() throws IOException, GeneralSecurityException {
    SmtpDouble gone = SmtpDouble.plain();
    gone.close();
    try (ConfirmationMail mail = mail(plain(gone), SSLContext.getDefault())) {
      for (String publisher : List.of("pub-1", "pub-2")) {
        assertThatThrownBy(() -> confirm(mail, publisher))
            .hasMessageContaining("the server localhost cannot be used");
      }
      assertThat(mail.failures()).hasSize(2);
    }
  }

  @Test
  void aWrongPasswordIsNotRepeatedInAMessage() throws Exception {
    try (SmtpDouble server = SmtpDouble.secured(with(ours), "payer", "open sesame");
        ConfirmationMail mail = mail(secured(server, "guessed"), with(ours))) {
      assertThatThrownBy(() -> confirm(mail, "pub-1")).hasMessageNotContaining("guessed");
      assertThat(server.messages()).isEmpty();
    }
  }

  @Test
  void whatNamesNoServerIsRefused() {
    for (String url :
        List.of("mail.example.com", "http://localhost", "smtp://user:word@localhost", "smtp:")) {
      assertThatThrownBy(() -> SmtpServer.of(url, null, "a@b.example"))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> SmtpServer.of("smtp+plain://user@localhost", "word", "a@b.example"))
        .hasMessageContaining("in the clear");
    assertThatThrownBy(() -> ConfirmationMail.requireAddress("nobody"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
