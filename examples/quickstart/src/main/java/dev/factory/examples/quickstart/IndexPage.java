package dev.factory.examples.quickstart;

import dev.factory.attribution.statement.Statement;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.time.BillingMonth;
import dev.factory.examples.pages.Html;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statements of a month on one page, for the platform. */
final class IndexPage {
  private IndexPage() {}

  /**
   * {@return the page in UTF-8}
   *
   * @param statements in the order in which they are listed
   */
  static byte[] of(BillingMonth month, List<Issued> statements) {
    Html html = new Html("Statements of " + month);
    html.markup("<main>\n<header>\n<div>\n<p class=\"kicker\">Statements</p>\n<h1>")
        .text(month.toString())
        .markup("</h1>\n<p>")
        .text(Words.count(statements.size(), "statement"))
        .markup("</p>\n</div>\n<div class=\"payable\">\n<p class=\"kicker\">Payable</p>\n");
    totals(statements).forEach(total -> html.markup("<p>").text(total.display()).markup("</p>\n"));
    html.markup(
        """
        </div>
        </header>
        <section>
        <table>
        <thead><tr><th scope="col">Publisher</th><th scope="col" class="number">Lines</th>\
        <th scope="col" class="number">Credited gross</th>\
        <th scope="col" class="number">Payable</th>\
        <th scope="col" class="number">Carried</th><th scope="col">Files</th></tr></thead>
        <tbody>
        """);
    statements.forEach(entry -> row(html, entry));
    html.markup(
        """
        </tbody>
        </table>
        <p class="note">The carry is what is left below the smallest amount that can be paid, or \
        what is owed; the next statement begins with it.</p>
        </section>
        </main>
        """);
    return html.toBytes();
  }

  private static void row(Html html, Issued entry) {
    Statement statement = entry.statement();
    html.markup("<tr><th scope=\"row\"><a href=\"")
        .text(entry.files().html())
        .markup("\"><bdi>")
        .text(statement.publisherId().value())
        .markup("</bdi></a></th><td data-label=\"Lines\" class=\"number\">")
        .text(Integer.toString(statement.lines().size()))
        .markup("</td><td data-label=\"Credited gross\" class=\"number\">")
        .amount(statement.gross())
        .markup("</td><td data-label=\"Payable\" class=\"number strong\">")
        .text(statement.payable().display())
        .markup("</td><td data-label=\"Carried\" class=\"number\">")
        .amount(statement.closingCarry())
        .markup("</td><td data-label=\"Files\"><a href=\"")
        .text(entry.files().html())
        .markup("\">page</a> <a href=\"")
        .text(entry.files().json())
        .markup("\">JSON</a> <a href=\"")
        .text(entry.files().revenue())
        .markup("\">revenue</a></td></tr>\n");
  }

  private static List<Money> totals(List<Issued> statements) {
    Map<CurrencyUnit, Money> totals = new TreeMap<>(Comparator.comparing(CurrencyUnit::code));
    for (Issued entry : statements) {
      Money payable = entry.statement().payable();
      totals.merge(payable.currency(), payable, Money::plus);
    }
    return List.copyOf(totals.values());
  }
}
