package dev.factory.examples.cli;

import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceLookup;
import dev.factory.cost.price.PriceRow;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.price.TieredPrice;
import dev.factory.cost.usage.Usage;
import dev.factory.cost.usage.UsageUnit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a model costs. */
@Command(
    name = "price",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "What a model costs, and where that is written.",
    footer = {"", "Exit codes: 0 found, 1 the book has no price for it, 2 could not be read."})
final class CostPriceCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private PriceBookOption book = new PriceBookOption();

  @Parameters(index = "0", paramLabel = "PROVIDER", description = "Such as openai.")
  private String provider = "";

  @Parameters(index = "1", paramLabel = "MODEL", description = "Such as gpt-4o-mini.")
  private String model = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When, such as 2026-01-24T12:00:00Z. Default: now.")
  private @Nullable String at;

  @Option(names = "--input", paramLabel = "TOKENS", description = "Also what so much costs.")
  private long input;

  @Option(names = "--output", paramLabel = "TOKENS", description = "And so much output.")
  private long output;

  CostPriceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (input < 0 || output < 0) {
      throw new CliException("cli.usage", "tokens are zero or more; nothing was read");
    }
    PriceBook prices = book.open(session);
    PriceLookup found = prices.priceAt(time(), PriceSelector.of(provider, model));
    if (!(found instanceof Quote quote)) {
      throw new CliException(
          "cli.no-price",
          "the book "
              + prices.version()
              + " has no price for this model at that time; hard budgets refuse it: import a list"
              + " that has one");
    }
    session.print(lines(quote), json(quote));
    return ExitCode.OK;
  }

  private Instant time() {
    if (at == null) {
      return session.host().time().instant();
    }
    try {
      return Instant.parse(at);
    } catch (DateTimeException e) {
      throw new CliException(
          "cli.usage", "--at is a time such as 2026-01-24T12:00:00Z; nothing was read");
    }
  }

  private List<String> lines(Quote quote) {
    PriceRow row = quote.row();
    List<String> lines = new ArrayList<>();
    lines.add(
        row.provider()
            + " "
            + Text.printable(model)
            + ", "
            + quote.currency().code()
            + " for a million tokens, book "
            + quote.version());
    row.prices()
        .forEach(
            (unit, price) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%-18s %s",
                        unit.name().toLowerCase(Locale.ROOT),
                        text(price))));
    lines.add("since " + row.from() + (row.to() == null ? "" : ", until " + row.to()));
    lines.add("source " + Text.printable(row.source()) + ", seen " + row.checked());
    if (input + output > 0) {
      lines.add(
          Text.count(input, "token")
              + " in, "
              + Text.count(output, "token")
              + " out: "
              + quote.cost(Usage.of(input, output)));
    }
    return lines;
  }

  private static String text(TieredPrice price) {
    StringBuilder text = new StringBuilder(price.base().perMillionText());
    for (TieredPrice.Step step : price.steps()) {
      text.append(", above ")
          .append(step.above())
          .append(": ")
          .append(step.price().perMillionText());
    }
    return text.toString();
  }

  private Map<String, @Nullable Object> json(Quote quote) {
    PriceRow row = quote.row();
    Map<String, Object> perMillion = new LinkedHashMap<>();
    for (Map.Entry<UsageUnit, TieredPrice> one : row.prices().entrySet()) {
      perMillion.put(one.getKey().name().toLowerCase(Locale.ROOT), text(one.getValue()));
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("provider", row.provider());
    members.put("model", model);
    members.put("currency", quote.currency().code());
    members.put("per_million", perMillion);
    members.put("from", row.from().toString());
    members.put("to", row.to() == null ? null : String.valueOf(row.to()));
    members.put("source", row.source());
    members.put("checked", row.checked().toString());
    members.put("book", quote.version());
    members.put("cost", quote.cost(Usage.of(input, output)).toString());
    return members;
  }
}
