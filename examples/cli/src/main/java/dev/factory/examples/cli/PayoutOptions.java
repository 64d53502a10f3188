package dev.factory.examples.cli;

import dev.factory.attribution.PayoutSettings;
import dev.factory.attribution.Payouts;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.payout.RiskHold;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How payouts are made. */
final class PayoutOptions {
  private static final Pattern MINIMUM = Pattern.compile("(\\S+) ([A-Z]{3})");
  private static final Pattern HOLD = Pattern.compile("([^=]+)=([^:]+):([0-9]{1,4})d");

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "file",
      description =
          "Whom of the payees to pay, and by what means: stripe, or any other for files for a"
              + " bank. Default: ${DEFAULT-VALUE}.")
  private String method = "file";

  @Option(
      names = "--payees",
      paramLabel = "FILE",
      description = "How publishers are paid, a CSV file. Default: $$FACTORY_PAYEES.")
  private @Nullable Path payees;

  @Option(
      names = "--rail-folder",
      paramLabel = "FOLDER",
      description = "Where files for the bank go. Default: $$FACTORY_RAIL_FOLDER, or payouts.")
  private @Nullable Path railFolder;

  @Option(
      names = "--minimum",
      paramLabel = "AMOUNT",
      description = "Pay no less than this, such as \"25.00 USD\". One for each currency.")
  private List<String> minimums = new ArrayList<>();

  @Option(
      names = "--hold",
      paramLabel = "TIER",
      description = "Hold a part of what a risk tier is due, for days: new=1/3:30d. Repeatable.")
  private List<String> holds = new ArrayList<>();

  PayoutMethod method() {
    return Ids.method(method);
  }

  /** {@return the payees of the file that was named, or of none if none may be} */
  PayeesFile payees(Session session) {
    return Optional.ofNullable(payees)
        .or(() -> session.host().variable("FACTORY_PAYEES").map(Path::of))
        .map(session::file)
        .map(PayeesFile::read)
        .orElseThrow(
            () ->
                new CliException(
                    "cli.no-payees",
                    "nobody has said how publishers are paid; nothing was done: give --payees FILE,"
                        + " or set FACTORY_PAYEES"));
  }

  /** {@return where files for the bank go} */
  Path folder(Session session) {
    return Optional.ofNullable(railFolder)
        .or(() -> session.host().variable("FACTORY_RAIL_FOLDER").map(Path::of))
        .map(session::file)
        .orElseGet(() -> session.file(Path.of("payouts")));
  }

  /** {@return payouts with these options, without a rail and without a mailer} */
  PayoutSettings settings(Session session, Books books, PayeesFile known) {
    return Payouts.with(books.attribution(), books.payoutStore(), known, session.host().time())
        .terms(terms())
        .receipts(books::drain);
  }

  /** {@return the rail that makes the payments} */
  PayoutRail rail(Session session, PayeesFile known) {
    return Rails.of(method(), folder(session), session.host(), known);
  }

  /**
   * {@return minimums and holds}
   *
   * @throws CliException {@code cli.usage} if one of them is none
   */
  PayoutTerms terms() {
    try {
      Map<String, RiskHold> byTier = new LinkedHashMap<>();
      for (String text : holds) {
        Matcher parts = matched(HOLD, text);
        byTier.put(
            parts.group(1),
            new RiskHold(
                Rate.parse(parts.group(2)), Duration.ofDays(Long.parseLong(parts.group(3)))));
      }
      return new PayoutTerms(minimums.stream().map(PayoutOptions::amount).toList(), byTier);
    } catch (FactoryException | IllegalArgumentException e) {
      throw new CliException(
          "cli.usage",
          "--minimum is an amount and a currency such as \"25.00 USD\", --hold a tier, a part and"
              + " days such as new=1/3:30d; nothing was done");
    }
  }

  private static Money amount(String text) {
    Matcher parts = matched(MINIMUM, text);
    return Money.parse(CurrencyUnit.of(parts.group(2)), parts.group(1));
  }

  private static Matcher matched(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    return matcher;
  }
}
