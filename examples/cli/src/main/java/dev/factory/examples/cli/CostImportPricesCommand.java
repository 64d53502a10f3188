package dev.factory.examples.cli;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceImport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a price book of a published list. */
@Command(
    name = "import-prices",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Make a price book of a published list.",
    footer = {
      "",
      "What the list has that a book cannot hold is left out and named on standard error.",
      "Exit codes: 0 done, 2 could not be read or written."
    })
final class CostImportPricesCommand implements Callable<Integer> {
  private static final CurrencyUnit DOLLARS = CurrencyUnit.of("USD");

  private final Session session;
  @Mixin private Output output = new Output();

  /** The lists that can be read. */
  enum Format {
    /** LiteLLM's {@code model_prices_and_context_window.json}. */
    LITELLM,
    /** The {@code data.json} of genai-prices. */
    GENAI
  }

  @Parameters(paramLabel = "FILE", description = "The list.")
  private Path list = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "litellm or genai.")
  private Format format = Format.LITELLM;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "Since when prices without a date hold. Default: today.")
  private @Nullable LocalDate from;

  CostImportPricesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    LocalDate today = session.host().time().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    Instant since = (from == null ? today : from).atStartOfDay(ZoneOffset.UTC).toInstant();
    String json = Files.readString(session.file(list));
    PriceImport read =
        format == Format.LITELLM
            ? PriceImport.liteLlm(json, since, today)
            : PriceImport.genaiPrices(json, since, today);
    PriceBook book = PriceBook.of("imported", DOLLARS, read.rows());
    output.write(session, (book.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    report(book, read.skipped());
    return ExitCode.OK;
  }

  private void report(PriceBook book, List<String> skipped) {
    skipped.forEach(line -> session.note("left out: " + line));
    session.note(
        Text.count(book.rows().size(), "price")
            + ", "
            + skipped.size()
            + " left out: "
            + book.version());
  }
}
