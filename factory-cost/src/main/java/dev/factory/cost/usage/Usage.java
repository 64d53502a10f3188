package dev.factory.cost.usage;

/**
 * What one call used, in tokens. The whole input includes what was read from and written to caches,
 * the whole output includes the reasoning, whichever way the provider counts.
 *
 * @param input all input
 * @param cacheRead of the input, read from the provider's cache
 * @param cacheWrite of the input, written to the provider's cache for its usual time
 * @param cacheWriteLong of the input, written to the provider's cache for its longer time
 * @param audioInput of the input, sound that was not read from the cache
 * @param output all output
 * @param reasoning of the output, what was thought and not shown
 * @param audioOutput of the output, sound
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite,
    long cacheWriteLong,
    long audioInput,
    long output,
    long reasoning,
    long audioOutput) {

  /** Nothing at all. */
  public static final Usage NONE = of(0, 0);

  /**
   * Refuses negative counts and parts that exceed their whole.
   *
   * @throws UsageException with code {@code cost.usage-negative} or {@code cost.usage-inconsistent}
   */
  public Usage {
    if ((input | cacheRead | cacheWrite | cacheWriteLong) < 0
        || (audioInput | output | reasoning | audioOutput) < 0) {
      throw new UsageException("cost.usage-negative", "a count of tokens is less than zero");
    }
    requireWithin("input", input, cacheRead, cacheWrite, cacheWriteLong, audioInput);
    requireWithin("output", output, reasoning, audioOutput);
  }

  /** {@return usage without caches, reasoning and sound} */
  public static Usage of(long input, long output) {
    return new Usage(input, 0, 0, 0, 0, output, 0, 0);
  }

  /** {@return the same with {@code read} and {@code written} tokens of the input cached} */
  public Usage withCache(long read, long written) {
    return new Usage(
        input, read, written, cacheWriteLong, audioInput, output, reasoning, audioOutput);
  }

  /** {@return the same with {@code thought} tokens of the output being reasoning} */
  public Usage withReasoning(long thought) {
    return new Usage(
        input, cacheRead, cacheWrite, cacheWriteLong, audioInput, output, thought, audioOutput);
  }

  /** {@return the input that was neither read from nor written to a cache; zero or more} */
  public long fresh() {
    return input - cacheRead - cacheWrite - cacheWriteLong;
  }

  /** {@return input and output together} */
  public long total() {
    return Math.addExact(input, output);
  }

  /** {@return how much of it is counted in {@code unit}; one request} */
  public long count(UsageUnit unit) {
    return switch (unit) {
      case INPUT -> fresh() - audioInput;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE -> cacheWrite;
      case CACHE_WRITE_LONG -> cacheWriteLong;
      case AUDIO_INPUT -> audioInput;
      case OUTPUT -> output - reasoning - audioOutput;
      case REASONING -> reasoning;
      case AUDIO_OUTPUT -> audioOutput;
      case REQUEST -> 1;
    };
  }

  /**
   * {@return both together, as of two attempts}
   *
   * @throws ArithmeticException if a count does not fit
   */
  public Usage plus(Usage other) {
    return new Usage(
        Math.addExact(input, other.input),
        Math.addExact(cacheRead, other.cacheRead),
        Math.addExact(cacheWrite, other.cacheWrite),
        Math.addExact(cacheWriteLong, other.cacheWriteLong),
        Math.addExact(audioInput, other.audioInput),
        Math.addExact(output, other.output),
        Math.addExact(reasoning, other.reasoning),
        Math.addExact(audioOutput, other.audioOutput));
  }

  private static void requireWithin(String name, long whole, long... parts) {
    long left = whole;
    for (long part : parts) {
      // subtracting cannot overflow, as adding could
      left -= part;
      if (left < 0) {
        throw UsageException.inconsistent("the parts of the " + name + " exceed its " + whole);
      }
    }
  }
}
