package dev.factory.cost;

import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.Usage;

/** What calls at one price used and came to. For one thread at a time. */
final class StripeSum {
  private final Quote quote;
  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long cacheWriteLong;
  private long audioInput;
  private long output;
  private long reasoning;
  private long audioOutput;
  private long femtos;
  private long calls;

  StripeSum(Quote quote) {
    this.quote = quote;
  }

  /** Whether it is the sum at this price and has room for more. */
  boolean takes(Quote other, long moreFemtos) {
    return quote.equals(other) && femtos <= Long.MAX_VALUE - moreFemtos;
  }

  Quote quote() {
    return quote;
  }

  long femtos() {
    return femtos;
  }

  void add(Usage usage, long moreFemtos) {
    femtos += moreFemtos;
    calls++;
    input += usage.input();
    cacheRead += usage.cacheRead();
    cacheWrite += usage.cacheWrite();
    cacheWriteLong += usage.cacheWriteLong();
    audioInput += usage.audioInput();
    output += usage.output();
    reasoning += usage.reasoning();
    audioOutput += usage.audioOutput();
  }

  long calls() {
    return calls;
  }

  Usage usage() {
    return new Usage(
        input, cacheRead, cacheWrite, cacheWriteLong, audioInput, output, reasoning, audioOutput);
  }
}
