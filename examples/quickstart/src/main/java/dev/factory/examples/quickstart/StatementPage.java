package dev.factory.examples.quickstart;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.examples.pages.Html;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** A statement as a page that its publisher opens, reads and prints. */
final class StatementPage {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final ProvedStatement proved;
  private final Statement statement;
  private final String jsonFile;
  private final Html html;

  private StatementPage(ProvedStatement proved, String jsonFile) {
    this.proved = proved;
    this.statement = proved.statement();
    this.jsonFile = jsonFile;
    this.html = new Html("Statement of " + statement.publisherId() + ", " + period(statement));
  }

  /**
   * {@return the page in UTF-8}
   *
   * @param jsonFile name of the file beside it that holds the statement as JSON
   */
  static byte[] of(ProvedStatement proved, String jsonFile) {
    return new StatementPage(proved, jsonFile).page();
  }

  private byte[] page() {
    header();
    summary();
    lines();
    arithmetic();
    proof();
    html.markup("</main>\n");
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

  private void summary() {
    html.markup("<dl class=\"figures\">\n");
    figure("Carried in", statement.openingCarry());
    figure("Earned", proved.earned());
    figure("Taken back", proved.takenBack());
    figure("Carried out", statement.closingCarry());
    html.markup("</dl>\n");
  }

  private void figure(String name, MicroMoney amount) {
    html.markup("<div><dt>").text(name).markup("</dt><dd>").amount(amount).markup("</dd></div>\n");
  }

  private void lines() {
    html.markup(
        """
        <section>
        <h2>What you earned</h2>
        <table>
        <thead><tr><th scope="col">Conversion</th><th scope="col">Time (UTC)</th>\
        <th scope="col" class="number">Your clicks</th>\
        <th scope="col" class="number">Credited gross</th>\
        <th scope="col" class="number">Share</th>\
        <th scope="col" class="number">Commission</th></tr></thead>
        <tbody>
        """);
    proved.lines().forEach(this::line);
    html.markup(
            "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"3\">All lines</th>"
                + "<td data-label=\"Credited gross\" class=\"number\">")
        .amount(statement.gross())
        .markup("</td><td class=\"share\"></td><td data-label=\"Commission\" class=\"number\">")
        .amount(statement.earned())
        .markup("</td></tr></tfoot>\n</table>\n");
    rules();
    html.markup("</section>\n");
  }

  private void line(ProvedStatement.Line proved) {
    StatementLine line = proved.line();
    html.markup(proved.isReversal() ? "<tr class=\"reversal\">" : "<tr>")
        .markup("<th scope=\"row\"><bdi>")
        .text(line.conversionId().value())
        .markup("</bdi>");
    if (proved.isReversal()) {
      html.markup("<small>")
          .text(word(line.cause()) + " ")
          .markup("<bdi>")
          .text(line.causeId().value())
          .markup("</bdi></small>");
    }
    if (line.at().isBefore(statement.period().start())) {
      html.markup("<small>recorded too late for its own month</small>");
    }
    html.markup("</th><td data-label=\"Time (UTC)\" class=\"time\">")
        .text(DAY_AND_TIME.format(line.at()));
    cell("Your clicks").text(proved.ownTouches() + " of " + proved.allTouches());
    cell("Credited gross").amount(line.credit());
    cell("Share").text(Words.share(proved.policy().publisherShare()));
    cell("Commission").amount(line.commission());
    html.markup("</td></tr>\n");
  }

  private Html cell(String label) {
    return html.markup("</td><td data-label=\"" + label + "\" class=\"number\">");
  }

  private void rules() {
    Set<PolicyVersion> policies = new LinkedHashSet<>();
    proved.lines().forEach(line -> policies.add(line.policy()));
    for (PolicyVersion policy : policies) {
      html.markup("<p class=\"note\">")
          .text(Words.rules(policy))
          .markup(" Policy ")
          .code(policy.hash().text())
          .markup(".</p>\n");
    }
  }

  private void arithmetic() {
    Money payable = statement.payable();
    html.markup("<section>\n<h2>How the amount comes about</h2>\n<table class=\"sum\">\n<tbody>\n");
    term("Carried in from the statement before", "", statement.openingCarry());
    long conversions = proved.lines().size() - proved.reversals();
    term(Words.count(conversions, "conversion") + " earned", "+", proved.earned());
    if (proved.reversals() > 0) {
      term(Words.count(proved.reversals(), "reversal") + " took back", "+", proved.takenBack());
    }
    term("Together", "=", statement.openingCarry().plus(statement.earned()));
    term("Payable", "−", MicroMoney.of(payable));
    term("Carried to the next statement", "=", statement.closingCarry());
    html.markup("</tbody>\n</table>\n<p class=\"note\">")
        .text(Words.carry(statement))
        .markup("</p>\n</section>\n");
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

  private void proof() {
    html.markup("<section>\n<h2>How to check it</h2>\n<p>The hash of this statement is<br>")
        .code(statement.hash().text())
        .markup("</p>\n<p>The file <a href=\"")
        .text(jsonFile)
        .markup("\">")
        .text(jsonFile)
        .markup(
            """
            </a> is all you need to compute it yourself: take the member <code>hash</code> out, \
            write the rest as canonical JSON (RFC 8785: members sorted, no white space), and take \
            the SHA-256 of those bytes. With <code>jq</code>, for ids in ASCII:</p>
            <pre>jq -cjS 'del(.hash)' \
            """)
        .text(jsonFile)
        .markup(
            """
             | sha256sum</pre>
            <p>Amounts there are whole millionths of a minor unit, as text. Every line, and the \
            closing of the statement, has a signed receipt in the platform’s ledger, whose hash \
            no longer fits if anything in it is changed:</p>
            <table class="receipts">
            <thead><tr><th scope="col">Receipt of</th><th scope="col">Id</th><th scope="col">Hash</th></tr></thead>
            <tbody>
            """);
    for (ProvedStatement.Line line : proved.lines()) {
      receipt(line.line().causeId().value(), line.proof());
    }
    receipt("the closing", proved.closing());
    html.markup("</tbody>\n</table>\n</section>\n");
  }

  private void receipt(String what, ProvedStatement.Proof receipt) {
    html.markup("<tr><th scope=\"row\"><bdi>")
        .text(what)
        .markup("</bdi></th><td>")
        .code(receipt.id().toString())
        .markup("</td><td>")
        .code(receipt.hash().toString())
        .markup("</td></tr>\n");
  }

  private static String word(CreditCause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  /** {@return for example {@code 1 January 2026 to 31 January 2026 (UTC)}} */
  static String period(Statement statement) {
    return DAY.format(statement.period().start())
        + " to "
        + DAY.format(statement.period().end().minusNanos(1))
        + " (UTC)";
  }
}
