package dev.factory.attribution.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What models are fitted to: ways through channels, each with how many ended in a conversion and
 * how many did not. Not safe for use by several threads.
 */
public final class ChannelPaths {
  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private int[] steps = new int[1_024];
  private int[] starts = new int[256];
  private long[] conversions = new long[256];
  private long[] others = new long[256];
  private int size;

  /** Makes one without paths. */
  public ChannelPaths() {}

  /**
   * Adds a path; the same one may be added again.
   *
   * @param channels in the order they were met, 1 or more
   * @param converted how many ended in a conversion, zero or more
   * @param lost how many ended without one, zero or more; with {@code converted} 1 to 2^40
   * @return this
   */
  public ChannelPaths add(List<String> channels, long converted, long lost) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a path has 1 channel or more");
    }
    long most = 1L << 40;
    if (converted < 0 || lost < 0 || converted > most || lost > most || converted + lost == 0) {
      throw new IllegalArgumentException(
          "a path is counted zero or more times with and without conversion, together 1 to 2^40");
    }
    if (size + 1 == starts.length) {
      starts = Arrays.copyOf(starts, size * 2 + 2);
      conversions = Arrays.copyOf(conversions, size * 2 + 2);
      others = Arrays.copyOf(others, size * 2 + 2);
    }
    int end = starts[size] + channels.size();
    if (end > steps.length) {
      steps = Arrays.copyOf(steps, Math.max(end, steps.length * 2));
    }
    int at = starts[size];
    for (String channel : channels) {
      steps[at++] = codes.computeIfAbsent(channel, this::newCode);
    }
    conversions[size] = converted;
    others[size] = lost;
    starts[++size] = end;
    return this;
  }

  private int newCode(String channel) {
    names.add(channel);
    return names.size() - 1;
  }

  /** {@return how many paths were added} */
  public int size() {
    return size;
  }

  /** {@return the channels, in the order in which they were first met} */
  public List<String> channels() {
    return List.copyOf(names);
  }

  int channelCount() {
    return names.size();
  }

  int start(int path) {
    return starts[path];
  }

  int end(int path) {
    return starts[path + 1];
  }

  int step(int at) {
    return steps[at];
  }

  long converted(int path) {
    return conversions[path];
  }

  long lost(int path) {
    return others[path];
  }
}
