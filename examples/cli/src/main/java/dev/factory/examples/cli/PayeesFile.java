package dev.factory.examples.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.spi.Payees;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Rate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How publishers are paid, from a CSV file: {@code publisher_id}, {@code method}, {@code
 * destination}, {@code currency}; and if known {@code withholding} (0), {@code risk_tier} and
 * {@code email}, where confirmations go.
 */
final class PayeesFile implements Payees {
  private final String file;
  private final Map<PublisherId, Payee> payees = new HashMap<>();
  private final Map<PublisherId, String> addresses = new HashMap<>();

  private PayeesFile(String file) {
    this.file = file;
  }

  /**
   * {@return the payees in a file}
   *
   * @throws CliException {@code cli.payees} naming the first line that is wrong; never what it says
   */
  static PayeesFile read(Path path) {
    PayeesFile payees = new PayeesFile(String.valueOf(path.getFileName()));
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(path)) {
      rows.forEach(payees::add);
    } catch (CsvParseException e) {
      throw payees.wrong(0, "row", "the file cannot be read as CSV");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return payees;
  }

  /** {@return nobody: no publisher is paid} */
  static PayeesFile none() {
    return new PayeesFile("");
  }

  private void add(NamedCsvRecord row) {
    long line = row.getStartingLineNumber();
    PublisherId publisher =
        cell(line, "publisher_id", () -> new PublisherId(required(row, "publisher_id")));
    Payee payee =
        new Payee(
            publisher,
            cell(line, "method", () -> new PayoutMethod(required(row, "method"))),
            cell(line, "destination", () -> destination(row)),
            cell(line, "currency", () -> CurrencyUnit.of(required(row, "currency"))),
            cell(line, "withholding", () -> withholding(row)),
            optional(row, "risk_tier"));
    if (payees.put(publisher, payee) != null) {
      throw wrong(line, "publisher_id", "is there twice");
    }
    String address = optional(row, "email");
    if (!address.isEmpty()) {
      addresses.put(publisher, address);
    }
  }

  private <T> T cell(long line, String column, Cell<T> cell) {
    try {
      return cell.read();
    } catch (FactoryException | IllegalArgumentException e) {
      // by its kind only: a destination is personal
      throw wrong(line, column, "is missing or not valid");
    }
  }

  /** Reads a cell, and throws if it is wrong. */
  private interface Cell<T> {
    T read();
  }

  private static String destination(NamedCsvRecord row) {
    String text = required(row, "destination");
    if (text.length() > 256) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static Rate withholding(NamedCsvRecord row) {
    String text = optional(row, "withholding");
    Rate rate = text.isEmpty() ? Rate.of(0, 1) : Rate.parse(text);
    if (!rate.isAtMostOne()) {
      throw new IllegalArgumentException();
    }
    return rate;
  }

  private static String required(NamedCsvRecord row, String column) {
    String text = optional(row, column);
    if (text.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String optional(NamedCsvRecord row, String column) {
    return row.findField(column).map(String::strip).orElse("");
  }

  private CliException wrong(long line, String column, String problem) {
    return new CliException(
        "cli.payees",
        file
            + ":"
            + line
            + ": "
            + column
            + " "
            + problem
            + "; nothing was done: columns are publisher_id, method, destination, currency and, if"
            + " known, withholding (such as 15%), risk_tier, email");
  }

  @Override
  public Optional<Payee> of(PublisherId publisher) {
    return Optional.ofNullable(payees.get(publisher));
  }

  /** {@return where a publisher's confirmations go, or empty if nobody has said so} */
  Optional<String> address(PublisherId publisher) {
    return Optional.ofNullable(addresses.get(publisher));
  }

  /** {@return the currencies in which those of a method are paid} */
  Set<CurrencyUnit> currencies(PayoutMethod method) {
    return payees.values().stream()
        .filter(payee -> payee.method().equals(method))
        .map(Payee::currency)
        .collect(Collectors.toUnmodifiableSet());
  }
}
