package dev.factory.cost.bound;

import dev.factory.cost.bound.Bound.AtMost;
import dev.factory.cost.bound.Bound.Reason;
import dev.factory.cost.bound.Bound.Unbounded;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.price.ModelLimits;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.Quote;
import dev.factory.cost.price.TieredPrice;
import dev.factory.cost.usage.UsageUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the cost of calls.
 *
 * <p>A tokenizer that works on bytes never makes more tokens of a text than it has bytes, so the
 * input is bounded by its length, and a little for what the provider puts around messages; by the
 * model's own maximum too, if the book knows it. The output is bounded by the smallest limit that
 * the call or the model sets, for each answer. Every token is taken at the dearest price that it
 * can have while the call lasts.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public final class CostBound {
  private static final long AROUND_CALL = 16;
  private static final long AROUND_MESSAGE = 8;
  private static final List<UsageUnit> INPUT =
      List.of(
          UsageUnit.INPUT, UsageUnit.CACHE_READ, UsageUnit.CACHE_WRITE, UsageUnit.CACHE_WRITE_LONG);
  private static final List<UsageUnit> OUTPUT = List.of(UsageUnit.OUTPUT, UsageUnit.REASONING);

  private final PriceBook book;
  private final Duration longest;
  private final long aroundMessage;

  private CostBound(PriceBook book, Duration longest, long aroundMessage) {
    this.book = book;
    this.longest = longest;
    this.aroundMessage = aroundMessage;
  }

  /**
   * {@return bounds by the prices of {@code book}, with 8 tokens around each message}
   *
   * @param longest how long a call can last: a price that begins within that time counts too
   */
  public static CostBound by(PriceBook book, Duration longest) {
    return new CostBound(book, longest, AROUND_MESSAGE);
  }

  /** {@return the same with another number of tokens around each message, zero or more} */
  public CostBound around(long tokensOfMessage) {
    return new CostBound(book, longest, tokensOfMessage);
  }

  /** {@return the most that the call can cost if it is made at {@code at}} */
  public Bound upper(Instant at, CallShape call) {
    try {
      long around =
          Math.addExact(AROUND_CALL, Math.multiplyExact(aroundMessage, (long) call.messages()));
      return upper(at, call, Math.addExact(call.inputBytes(), around));
    } catch (ArithmeticException tooLarge) {
      return new Unbounded(Reason.TOO_LARGE);
    }
  }

  /**
   * {@return the most that the call can cost, counting its text exactly only if the bound by its
   * length is more than {@code remaining}}
   */
  public Bound upper(Instant at, CallShape call, NanoMoney remaining, TokenCounter counter) {
    Bound cheap = upper(at, call);
    if (cheap instanceof AtMost atMost && atMost.amount().compareTo(remaining) <= 0) {
      return cheap;
    }
    try {
      return upper(at, call, counter.inputTokens());
    } catch (ArithmeticException tooLarge) {
      return new Unbounded(Reason.TOO_LARGE);
    }
  }

  private Bound upper(Instant at, CallShape call, long textTokens) {
    List<Quote> quotes = book.pricesDuring(at, at.plus(longest), call.selector());
    if (quotes.isEmpty()) {
      return new Unbounded(Reason.UNKNOWN_PRICE);
    }
    AtMost most = null;
    for (Quote quote : quotes) {
      Bound bound = upper(quote, call, Math.addExact(textTokens, call.otherInput()));
      if (!(bound instanceof AtMost atMost)) {
        return bound;
      }
      most = most == null || atMost.amount().compareTo(most.amount()) > 0 ? atMost : most;
    }
    return most == null ? new Unbounded(Reason.UNKNOWN_PRICE) : most;
  }

  private static Bound upper(Quote quote, CallShape call, long tokens) {
    long input = Math.min(tokens, quote.row().limits().input());
    long answer = quote.row().limits().output();
    for (long limit : call.outputLimits()) {
      answer = Math.min(answer, limit);
    }
    if (answer == ModelLimits.UNKNOWN) {
      return new Unbounded(Reason.NO_OUTPUT_LIMIT);
    }
    long output = Math.multiplyExact(answer, (long) call.answers());
    UnitPrice in = dearest(quote, INPUT, call.audio() ? UsageUnit.AUDIO_INPUT : null, input);
    UnitPrice out = dearest(quote, OUTPUT, call.audio() ? UsageUnit.AUDIO_OUTPUT : null, input);
    if (in == null || (out == null && output > 0)) {
      return new Unbounded(Reason.UNKNOWN_PRICE);
    }
    TieredPrice request = quote.row().price(UsageUnit.REQUEST);
    long femtos =
        Math.addExact(
            Math.addExact(in.times(input), out == null ? 0 : out.times(output)),
            request == null ? 0 : request.dearest(input).femtos());
    return new AtMost(
        new ExactCost(quote.currency(), femtos).ceiling(), input, output, quote.version());
  }

  /** The highest price of any of the units; null if one that can occur has none. */
  private static @Nullable UnitPrice dearest(
      Quote quote, List<UsageUnit> units, @Nullable UsageUnit sound, long input) {
    UnitPrice most = null;
    for (UsageUnit unit : units) {
      TieredPrice price = quote.row().price(unit);
      if (price == null) {
        return null;
      }
      UnitPrice one = price.dearest(input);
      most = most == null || one.compareTo(most) > 0 ? one : most;
    }
    if (sound != null && most != null) {
      TieredPrice price = quote.row().price(sound);
      if (price == null) {
        return null;
      }
      UnitPrice one = price.dearest(input);
      most = one.compareTo(most) > 0 ? one : most;
    }
    return most;
  }
}
