package dev.factory.attribution.fitting;

import dev.factory.core.FactoryException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counted steps between states; a state is the stretch of the last channels of a path. */
final class TransitionCounts {
  /** Two matrices of so many rows fit an ordinary heap. */
  static final int MAX_STATES = 4_096;

  private final List<String> channels;
  private final int[] lastChannel;
  private final long[][] steps;
  private final long[] starts;
  private final long[] conversions;
  private final long[] leaving;

  private TransitionCounts(ChannelPaths paths, int[] lastChannel) {
    int states = lastChannel.length;
    this.channels = paths.channels();
    this.lastChannel = lastChannel;
    this.steps = new long[states][states];
    this.starts = new long[states];
    this.conversions = new long[states];
    this.leaving = new long[states];
  }

  static TransitionCounts of(ChannelPaths paths, int order) {
    int[] stateAt = new int[paths.size() == 0 ? 0 : paths.end(paths.size() - 1)];
    TransitionCounts counts =
        new TransitionCounts(
            paths, order == 1 ? channelStates(paths, stateAt) : stretches(paths, order, stateAt));
    long converted = 0;
    for (int path = 0; path < paths.size(); path++) {
      counts.count(paths, path, stateAt);
      converted += paths.converted(path);
    }
    if (converted == 0) {
      throw new IllegalArgumentException(
          "no path converts, so no channel can be credited; add paths that do");
    }
    return counts;
  }

  private static int[] channelStates(ChannelPaths paths, int[] stateAt) {
    for (int at = 0; at < stateAt.length; at++) {
      stateAt[at] = paths.step(at);
    }
    int[] last = new int[paths.channelCount()];
    Arrays.setAll(last, channel -> channel);
    requireStates(last.length);
    return last;
  }

  private static int[] stretches(ChannelPaths paths, int order, int[] stateAt) {
    Map<List<Integer>, Integer> states = new HashMap<>();
    int[] last = new int[16];
    for (int path = 0; path < paths.size(); path++) {
      for (int at = paths.start(path); at < paths.end(path); at++) {
        int from = Math.max(paths.start(path), at - order + 1);
        Integer[] stretch = new Integer[at - from + 1];
        for (int index = 0; index < stretch.length; index++) {
          stretch[index] = paths.step(from + index);
        }
        int fresh = states.size();
        Integer known = states.putIfAbsent(List.of(stretch), fresh);
        if (known == null) {
          requireStates(fresh + 1);
          last = fresh == last.length ? Arrays.copyOf(last, fresh * 2) : last;
          last[fresh] = paths.step(at);
        }
        stateAt[at] = known == null ? fresh : known;
      }
    }
    return Arrays.copyOf(last, states.size());
  }

  private static void requireStates(int states) {
    if (states > MAX_STATES) {
      throw new FactoryException(
          "attribution.too-many-states",
          "the paths have more than "
              + MAX_STATES
              + " states; nothing was fitted: choose a lower order or group rare channels");
    }
  }

  private void count(ChannelPaths paths, int path, int[] stateAt) {
    long weight = paths.converted(path) + paths.lost(path);
    int at = paths.start(path);
    int state = stateAt[at];
    starts[state] = Math.addExact(starts[state], weight);
    for (int next = at + 1; next < paths.end(path); next++) {
      steps[state][stateAt[next]] += weight;
      leaving[state] = Math.addExact(leaving[state], weight);
      state = stateAt[next];
    }
    conversions[state] += paths.converted(path);
    leaving[state] = Math.addExact(leaving[state], weight);
  }

  int states() {
    return lastChannel.length;
  }

  List<String> channels() {
    return channels;
  }

  long starts(int state) {
    return starts[state];
  }

  long conversions(int state) {
    return conversions[state];
  }

  /** Steps from a state to itself change no absorption, so they are left out on both sides. */
  long leavingMinusSteps(int from, int to) {
    return from == to ? leaving[from] - steps[from][from] : -steps[from][to];
  }

  double[][] leavingMinusSteps() {
    double[][] matrix = new double[states()][states()];
    for (int from = 0; from < matrix.length; from++) {
      for (int to = 0; to < matrix.length; to++) {
        matrix[from][to] = leavingMinusSteps(from, to);
      }
    }
    return matrix;
  }

  /** {@return the states in which a user is at {@code channel}} */
  int[] statesOf(int channel) {
    int[] own = new int[states()];
    int found = 0;
    for (int state = 0; state < lastChannel.length; state++) {
      if (lastChannel[state] == channel) {
        own[found++] = state;
      }
    }
    return Arrays.copyOf(own, found);
  }
}
