package dev.factory.examples.cli;

import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.money.MicroMoney;
import dev.factory.examples.pages.Html;
import dev.factory.receipts.Receipt;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A statement as a page that its publisher opens, reads, checks and prints: every conversion with
 * its touches, weights and arithmetic, the sum, the carry, the payout, and the evidence. It runs no
 * script and loads nothing. Other publishers are not named on it.
 */
final class StatementPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final ExplainedStatement explained;
  private final Statement statement;
  private final StatementFiles files;
  private final Html html;

  private StatementPage(ExplainedStatement explained, StatementFiles files) {
    this.explained = explained;
    this.statement = explained.statement();
    this.files = files;
    this.html = new Html("Statement of " + statement.publisherId() + ", " + period(statement));
  }

  /** {@return the page in UTF-8, which links to the other {@code files} beside it} */
  static byte[] of(ExplainedStatement explained, StatementFiles files) {
    return new StatementPage(explained, files).page();
  }

  private byte[] page() {
    header();
    html.markup("<section aria-labelledby=\"sum\">\n");
    arithmetic();
    html.markup("</section>\n<section aria-labelledby=\"payouts\">\n");
    payouts();
    html.markup("</section>\n<section aria-labelledby=\"conversions\">\n");
    html.markup("<h2 id=\"conversions\">What you earned, conversion by conversion</h2>\n");
    explained.lines().forEach(line -> new ConversionPart(html, statement, line).write());
    html.markup("</section>\n<section aria-labelledby=\"check\">\n");
    proof();
    html.markup("</section>\n</main>\n");
    return html.toBytes();
  }

  private void header() {
    html.markup("<main>\n<header>\n<div>\n<p class=\"kicker\">Publisher statement</p>\n<h1><bdi>")
        .text(statement.publisherId().value())
        .markup("</bdi></h1>\n<p>")
        .text(period(statement))
        .markup("</p>\n</div>\n<div class=\"payable\">\n<p class=\"kicker\">Payable</p>\n<p>")
        .text(statement.payable().display())
        .markup("</p>\n</div>\n</header>\n");
  }

  private void arithmetic() {
    html.markup("<h2 id=\"sum\">How the amount comes about</h2>\n")
        .markup("<table class=\"sum\">\n<tbody>\n");
    term("Carried in from the statement before", "", statement.openingCarry());
    term(Text.count(statement.lines().size(), "line") + " below", "+", statement.earned());
    term("Together", "=", statement.openingCarry().plus(statement.earned()));
    term("Payable", "−", MicroMoney.of(statement.payable()));
    term("Carried to the next statement", "=", statement.closingCarry());
    html.markup("</tbody>\n</table>\n<p class=\"note\">")
        .text(
            statement.closingCarry().isNegative()
                ? "More was taken back than earned. Nothing is payable, and the next statement"
                    + " begins with what is owed."
                : "Amounts are exact to the millionth of a minor unit. The sum is rounded once,"
                    + " down; what is left is not lost: the next statement begins with it.")
        .markup("</p>\n");
  }

  private void term(String what, String sign, MicroMoney amount) {
    html.markup("<tr><td class=\"sign\">")
        .text(sign)
        .markup("</td><th scope=\"row\">")
        .text(what)
        .markup("</th><td class=\"number\">")
        .amount(amount)
        .markup("</td></tr>\n");
  }

  private void payouts() {
    html.markup("<h2 id=\"payouts\">How it is paid</h2>\n");
    if (explained.payouts().isEmpty()) {
      html.markup("<p>")
          .text(
              statement.payable().isZero()
                  ? "There is nothing to pay."
                  : "It is in no payout yet. It stays due until it is.")
          .markup("</p>\n");
      return;
    }
    html.markup(
        """
        <div class="payout">
        <table>
        <caption>A payout may hold other statements too; tax that is withheld is shown.</caption>
        <thead><tr><th scope="col">Payout</th><th scope="col">State</th>\
        <th scope="col">Rail reference</th><th scope="col" class="number">Withheld</th>\
        <th scope="col" class="number">Amount</th></tr></thead>
        <tbody>
        """);
    explained.payouts().forEach(this::payout);
    html.markup("</tbody>\n</table>\n</div>\n");
  }

  private void payout(Payout payout) {
    html.markup("<tr><th scope=\"row\">")
        .code(payout.id().value())
        .markup("</th><td class=\"state\">")
        .text(words(payout.state()))
        .markup("</td><td>")
        .code(payout.status().railReference())
        .markup("</td><td class=\"number\">")
        .text(payout.withheld().display())
        .markup("</td><td class=\"number\">")
        .text(payout.amount().display())
        .markup("</td></tr>\n");
  }

  private static String words(PayoutState state) {
    return switch (state) {
      case DRAFT -> "waits for approval";
      case APPROVED, RESERVED -> "reserved for you, and not sent yet";
      case SUBMITTED -> "sent, and not settled yet";
      case IN_DOUBT -> "being looked into; it is paid once, whatever comes of it";
      case NOT_CREATED, REJECTED -> "refused by the bank; it stays reserved for you";
      case PAID -> "paid";
      case RETURNED -> "came back; it is due again";
      case CANCELLED -> "cancelled; it is due again";
    };
  }

  private void proof() {
    html.markup("<h2 id=\"check\">How to check it yourself</h2>\n<p>The file ")
        .markup("<a href=\"")
        .text(files.bundle())
        .markup("\">")
        .text(files.bundle())
        .markup(
            """
            </a> holds the signed receipts of every line, of the closing and of the payout, each \
            with its way to the root of the platform’s ledger. It verifies without the platform, \
            without a database and without a network:</p>
            <pre>factory receipts verify-bundle \
            """)
        .text(files.bundle())
        .markup(" --public-key public-key.pem</pre>\n<p>The statement itself is ")
        .markup("<a href=\"")
        .text(files.json())
        .markup("\">")
        .text(files.json())
        .markup("</a>. Without its member <code>hash</code>, as canonical JSON (RFC 8785), ")
        .markup("its SHA-256 is the hash that the receipt of the closing holds:</p>\n<p>")
        .code(statement.hash().text())
        .markup("</p>\n")
        .markup(
            """
            <table class="receipts">
            <caption>The receipts in the file</caption>
            <thead><tr><th scope="col">Tells of</th><th scope="col">Receipt</th>\
            <th scope="col">Hash</th></tr></thead>
            <tbody>
            """);
    explained.receipts().forEach(this::receipt);
    html.markup("</tbody>\n</table>\n");
  }

  private void receipt(Receipt receipt) {
    html.markup("<tr><th scope=\"row\">")
        .text(receipt.header().type())
        .markup("</th><td>")
        .code(receipt.header().id().toString())
        .markup("</td><td>")
        .code(receipt.hash().toString())
        .markup("</td></tr>\n");
  }

  /** {@return for example {@code 1 January 2026 to 31 January 2026 (UTC)}} */
  static String period(Statement statement) {
    return DAY.format(statement.period().start())
        + " to "
        + DAY.format(statement.period().end().minusNanos(1))
        + " (UTC)";
  }
}
