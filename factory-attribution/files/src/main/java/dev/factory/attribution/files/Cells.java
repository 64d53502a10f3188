package dev.factory.attribution.files;

import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of one row by column, as what they stand for. Every refusal names the column. */
final class Cells {
  private static final String TIME = "ISO-8601 with an offset such as 2026-01-24T12:34:56Z";
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private final Source source;

  Cells(Source source) {
    this.source = source;
  }

  /** How a value may be written where the format has more than text. */
  enum Shape {
    /** Text only. */
    TEXT,
    /** A number, or text that is one. */
    NUMBER,
    /** Several texts, or one with {@code |} between them. */
    LIST
  }

  /** Where the values come from. */
  @FunctionalInterface
  interface Source {

    /** {@return the value as text, or null if it is absent} */
    @Nullable String text(String column, Shape shape);
  }

  /** {@return the text, or null if the column is absent or empty} */
  @Nullable String optional(String column) {
    return optional(column, Shape.TEXT);
  }

  private @Nullable String optional(String column, Shape shape) {
    String text = source.text(column, shape);
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.indexOf(LineSource.REPLACEMENT) >= 0) {
      throw new CellException(column, "has bytes that are not UTF-8", "text in UTF-8");
    }
    return text;
  }

  private String required(String column, Shape shape, String allowed) {
    String text = optional(column, shape);
    if (text == null) {
      throw new CellException(column, "is missing or empty", allowed);
    }
    return text;
  }

  /** {@return what {@code maker} makes of the text, which must be there} */
  <T> T id(String column, Function<String, T> maker) {
    String allowed = "1 to 128 visible characters, no space at either end";
    String text = required(column, Shape.TEXT, allowed);
    return checked(column, allowed, () -> maker.apply(text));
  }

  /** {@return what {@code maker} gives; its refusal becomes that of the column} */
  static <T> T checked(String column, String allowed, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      // the types of attribution say what is wrong and never repeat a value
      String why = String.valueOf(e.getMessage());
      throw new CellException(column, why.split(";", 2)[0], allowed);
    }
  }

  Instant time(String column) {
    String text = required(column, Shape.TEXT, TIME);
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CellException(column, "is not a time", TIME);
    }
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new CellException(column, "is outside the years 1970 to 9999", TIME);
    }
    return instant;
  }

  long wholeNumber(String column, long ifAbsent) {
    String text = optional(column, Shape.NUMBER);
    if (text == null) {
      return ifAbsent;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // its message repeats the text
    }
    throw new CellException(
        column, "is not a whole number", "a whole number from 0 to " + Long.MAX_VALUE);
  }

  <E extends Enum<E>> E oneOf(String column, Class<E> type, @Nullable E ifAbsent) {
    String allowed =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    String text = optional(column);
    if (text == null && ifAbsent != null) {
      return ifAbsent;
    }
    if (text == null) {
      throw new CellException(column, "is missing or empty", allowed);
    }
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw new CellException(column, "is no known " + column, allowed);
    }
  }

  Set<String> list(String column) {
    String text = optional(column, Shape.LIST);
    return text == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(text.split("\\|", -1)));
  }

  Money money(String amountColumn, String currencyColumn) {
    CurrencyUnit currency = currency(currencyColumn);
    String allowed =
        "a plain decimal with at most "
            + currency.exponent()
            + " decimals in "
            + currency.code()
            + ", such as "
            + Money.ofMinor(currency, 123_456).toDecimal();
    String text = required(amountColumn, Shape.NUMBER, allowed);
    int point = text.indexOf('.');
    boolean plain = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
    if (plain && point >= 0 && text.length() - point - 1 > currency.exponent()) {
      throw new CellException(amountColumn, "has too many decimals", allowed);
    }
    try {
      return Money.parse(currency, text);
    } catch (FactoryException e) {
      throw new CellException(amountColumn, "is not an amount", allowed);
    }
  }

  private CurrencyUnit currency(String column) {
    String allowed = "a currency code of ISO 4217, such as USD";
    try {
      return CurrencyUnit.of(required(column, Shape.TEXT, allowed));
    } catch (FactoryException e) {
      throw new CellException(column, "is no known currency", allowed);
    }
  }
}
