package dev.factory.examples.cli;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.credit.JudgedTouch;
import dev.factory.attribution.credit.Verdict;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.money.MicroMoney;
import dev.factory.examples.pages.Html;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One line of a statement on its page: what was divided, among which touches, and how. */
final class ConversionPart {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Html html;
  private final Statement statement;
  private final ExplainedStatement.Line explained;
  private final StatementLine line;

  ConversionPart(Html html, Statement statement, ExplainedStatement.Line explained) {
    this.html = html;
    this.statement = statement;
    this.explained = explained;
    this.line = explained.line();
  }

  void write() {
    html.markup(
            explained.isConversion()
                ? "<article class=\"conversion\">\n"
                : "<article class=\"conversion reversal\">\n")
        .markup("<h3>")
        .text(heading())
        .markup(" <bdi>")
        .text(line.causeId().value())
        .markup("</bdi>: ")
        .amount(line.commission())
        .markup("</h3>\n");
    note(when(line.at()) + " (UTC)" + (isLate() ? ", recorded too late for its own period" : ""));
    Explanation why = explained.why();
    if (why == null) {
      note("A debt from refunds that was given up.");
    } else {
      explained
          .division()
          .ifPresentOrElse(
              set -> division(why, set),
              () ->
                  note(
                      "What a dispute that was accepted changed of conversion "
                          + line.conversionId()
                          + "."));
    }
    html.markup("</article>\n");
  }

  private boolean isLate() {
    return line.at().isBefore(statement.period().start());
  }

  private String heading() {
    return switch (line.cause()) {
      case CONVERSION -> "Conversion";
      case ADJUSTMENT -> "Adjustment";
      case REFUND, CHARGEBACK, CANCEL ->
          line.cause().name().charAt(0)
              + line.cause().name().substring(1).toLowerCase(Locale.ROOT)
              + " of "
              + line.conversionId()
              + ",";
    };
  }

  private void division(Explanation why, CreditSet set) {
    PolicyVersion policy = why.policy();
    html.markup("<p class=\"note\">Gross ")
        .amount(MicroMoney.of(set.amount()))
        .text(" × " + Amounts.share(policy.publisherShare()) + " = ")
        .amount(set.commission())
        .text(" for the publishers, the fee is the rest, ")
        .amount(set.fee())
        .text(". Model " + policy.model().name() + ", policy ")
        .code(policy.hash().text())
        .markup(".</p>\n");
    if (set.cause() != CreditCause.CONVERSION) {
      note(
          "Each touch gives back its part of all that was reversed so far, less what it gave back"
              + " before; before this, "
              + set.reversedBefore().display()
              + " had been reversed.");
    }
    touches(why, set);
    ownThatDoNotCount(why);
  }

  private void touches(Explanation why, CreditSet set) {
    long total = set.credits().stream().mapToLong(Credit::weight).sum();
    html.markup(
        """
        <table>
        <caption>The touches that count, first to last</caption>
        <thead><tr><th scope="col">Touch</th><th scope="col">Time (UTC)</th>\
        <th scope="col" class="number">Weight</th>\
        <th scope="col" class="number">Credit</th>\
        <th scope="col" class="number">Commission</th></tr></thead>
        <tbody>
        """);
    Map<EventId, Touchpoint> touches =
        why.touches().stream()
            .map(JudgedTouch::touch)
            .collect(Collectors.toMap(Touchpoint::eventId, Function.identity()));
    for (Credit credit : set.credits()) {
      boolean own = credit.publisherId().equals(statement.publisherId());
      Touchpoint touch = credit.touch().map(touches::get).orElse(null);
      html.markup(own ? "<tr><th scope=\"row\">" : "<tr class=\"other\"><th scope=\"row\">");
      if (own && touch != null) {
        html.text("your " + touch.kind().name().toLowerCase(Locale.ROOT) + " ")
            .markup("<bdi>")
            .text(touch.eventId().value())
            .markup("</bdi>");
      } else {
        html.text("another publisher");
      }
      html.markup("</th><td class=\"time\">")
          .text(touch == null ? "" : when(touch.at()))
          .markup("</td><td class=\"number\">")
          .text(weight(credit.weight(), total))
          .markup("</td><td class=\"number\">")
          .amount(credit.credit())
          .markup("</td><td class=\"number\">")
          .amount(credit.commission())
          .markup("</td></tr>\n");
    }
    html.markup("</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"3\">Yours</th>")
        .markup("<td class=\"number\">")
        .amount(line.credit())
        .markup("</td><td class=\"number\">")
        .amount(line.commission())
        .markup("</td></tr></tfoot>\n</table>\n");
  }

  private static String weight(long weight, long total) {
    return String.format(Locale.ROOT, "%,d of %,d", weight, total);
  }

  private void ownThatDoNotCount(Explanation why) {
    List<JudgedTouch> not =
        why.touches().stream()
            .filter(judged -> judged.touch().publisherId().equals(statement.publisherId()))
            .filter(judged -> judged.verdict() != Verdict.ELIGIBLE)
            .toList();
    for (JudgedTouch judged : not) {
      note(
          "Does not count: your "
              + judged.touch().kind().name().toLowerCase(Locale.ROOT)
              + " "
              + judged.touch().eventId()
              + " at "
              + when(judged.touch().at())
              + ", "
              + judged.verdict().words()
              + ".");
    }
  }

  private void note(String text) {
    html.markup("<p class=\"note\">").text(text).markup("</p>\n");
  }

  private static String when(Instant instant) {
    return DAY_AND_TIME.format(instant);
  }
}
