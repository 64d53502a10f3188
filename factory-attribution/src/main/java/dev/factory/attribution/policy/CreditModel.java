package dev.factory.attribution.policy;

import dev.factory.attribution.fitting.ModelVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the credit of a conversion is divided among the touches that are eligible for it: whole
 * numbers, one for each touch, by which the amounts are split exactly.
 *
 * <p>A model that gives no touch of a path any weight, such as one that was fitted to other
 * channels, gives them all the same.
 */
public sealed interface CreditModel
    permits CreditModel.SimpleModel,
        CreditModel.Position,
        CreditModel.Milestones,
        CreditModel.TimeDecay,
        CreditModel.Fitted,
        CustomModel {
  /** The first touch gets all of it. */
  CreditModel FIRST_TOUCH = SimpleModel.FIRST_TOUCH;

  /** The last touch gets all of it. */
  CreditModel LAST_TOUCH = SimpleModel.LAST_TOUCH;

  /** The last touch whose channel is not {@link CreditPath#DIRECT} gets all; if none, the last. */
  CreditModel LAST_NON_DIRECT = SimpleModel.LAST_NON_DIRECT;

  /** Every touch gets the same. */
  CreditModel LINEAR = SimpleModel.LINEAR;

  /** One million parts are the whole. */
  int WHOLE_PPM = 1_000_000;

  /** {@return what kind of model it is, in capitals: {@code LINEAR}} */
  String name();

  /**
   * Writes one weight for each touch of the path to the front of {@code weights}; some may be zero,
   * even all. Their sum fits a {@code long}.
   *
   * @param weights at least as long as the path; what is behind the path stays as it is
   */
  void weigh(CreditPath path, long[] weights);

  /** {@return one weight for each touch of a path, first touch first; at least one is not zero} */
  long[] weights(CreditPath path);

  /** Models without parameters; use the constants of {@link CreditModel}. */
  enum SimpleModel implements CreditModel {
    /** See {@link CreditModel#FIRST_TOUCH}. */
    FIRST_TOUCH,
    /** See {@link CreditModel#LAST_TOUCH}. */
    LAST_TOUCH,
    /** See {@link CreditModel#LAST_NON_DIRECT}. */
    LAST_NON_DIRECT,
    /** See {@link CreditModel#LINEAR}. */
    LINEAR;

    @Override
    public long[] weights(CreditPath path) {
      return Weights.of(this, path);
    }

    @Override
    public void weigh(CreditPath path, long[] weights) {
      int size = path.size();
      switch (this) {
        case FIRST_TOUCH -> Weights.allTo(0, size, weights);
        case LAST_TOUCH -> Weights.allTo(size - 1, size, weights);
        case LAST_NON_DIRECT -> Weights.allTo(lastNonDirect(path), size, weights);
        case LINEAR -> Weights.equal(size, weights);
      }
    }

    private static int lastNonDirect(CreditPath path) {
      int last = path.size() - 1;
      int touch = last;
      while (touch >= 0 && path.channel(touch).equals(CreditPath.DIRECT)) {
        touch--;
      }
      return touch < 0 ? last : touch;
    }
  }

  /** What becomes of the middle's part on a path of two touches. */
  enum TwoTouches {
    /** First and last get half of it each. */
    SPLIT_MIDDLE,
    /** It is dropped: first and last share in the proportion of their own parts. */
    RENORMALISE
  }

  /**
   * Fixed parts for the first and the last touch; what is left is divided equally among those
   * between. A single touch gets everything.
   *
   * @param firstPpm millionths for the first touch, zero or more
   * @param lastPpm millionths for the last touch, zero or more; with the first at most 1,000,000
   * @param twoTouches what holds if there is nothing between
   */
  record Position(int firstPpm, int lastPpm, TwoTouches twoTouches) implements CreditModel {

    /** Refuses parts that are negative or more than the whole. */
    public Position {
      Weights.requireParts(firstPpm, lastPpm);
    }

    @Override
    public String name() {
      return "POSITION";
    }

    @Override
    public long[] weights(CreditPath path) {
      return Weights.of(this, path);
    }

    @Override
    public void weigh(CreditPath path, long[] weights) {
      int size = path.size();
      long middle = (long) WHOLE_PPM - firstPpm - lastPpm;
      if (size == 1) {
        weights[0] = 1;
      } else if (size == 2) {
        long half = twoTouches == TwoTouches.SPLIT_MIDDLE ? middle : 0;
        weights[0] = 2L * firstPpm + half;
        weights[1] = 2L * lastPpm + half;
      } else {
        for (int touch = 1; touch < size - 1; touch++) {
          weights[touch] = middle;
        }
        weights[0] = (long) firstPpm * (size - 2);
        weights[size - 1] = (long) lastPpm * (size - 2);
      }
    }
  }

  /**
   * A step on the way to the conversion, marked on the touch that brought it.
   *
   * @param flag the flag of {@link dev.factory.attribution.event.Touchpoint#flags} that marks it,
   *     for example {@code lead}; the last eligible touch with it counts
   * @param ppm millionths for that touch, zero or more
   */
  record Milestone(String flag, int ppm) {
    private static final Pattern FLAG = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Refuses what cannot be a flag. */
    public Milestone {
      if (!FLAG.matcher(flag).matches()) {
        throw new IllegalArgumentException("a milestone is named by a flag of a touchpoint");
      }
    }
  }

  /**
   * Fixed parts for the first touch, for the touches of some milestones and for the last one: with
   * one milestone the W shape. What is left is divided equally among the other touches.
   *
   * <p>Parts that fall on one touch add up. The part of a milestone that no touch of the path has,
   * and the rest if there is no other touch, are dropped, so the others share in proportion.
   *
   * @param firstPpm millionths for the first touch, zero or more
   * @param milestones the steps, each flag once
   * @param lastPpm millionths for the last touch, zero or more; all together at most 1,000,000
   */
  record Milestones(int firstPpm, List<Milestone> milestones, int lastPpm) implements CreditModel {

    /** Copies the list; refuses parts that are negative or more than the whole. */
    public Milestones {
      milestones = List.copyOf(milestones);
      int[] parts = new int[milestones.size() + 2];
      for (int index = 0; index < milestones.size(); index++) {
        parts[index] = milestones.get(index).ppm();
      }
      parts[parts.length - 2] = firstPpm;
      parts[parts.length - 1] = lastPpm;
      Weights.requireParts(parts);
      if (milestones.stream().map(Milestone::flag).distinct().count() < milestones.size()) {
        throw new IllegalArgumentException("a milestone is named twice; give it one part");
      }
    }

    /** {@return 30 % each for the first touch, the milestone and the last, 10 % for the others} */
    public static Milestones wShape(String flag) {
      return new Milestones(300_000, List.of(new Milestone(flag, 300_000)), 300_000);
    }

    @Override
    public String name() {
      return "MILESTONES";
    }

    @Override
    public long[] weights(CreditPath path) {
      return Weights.of(this, path);
    }

    @Override
    public void weigh(CreditPath path, long[] weights) {
      int size = path.size();
      long rest = (long) WHOLE_PPM - firstPpm - lastPpm;
      boolean[] fixed = new boolean[size];
      Arrays.fill(weights, 0, size, 0);
      fix(0, firstPpm, fixed, weights);
      fix(size - 1, lastPpm, fixed, weights);
      for (Milestone milestone : milestones) {
        rest -= milestone.ppm();
        int touch = size - 1;
        while (touch >= 0 && !path.hasFlag(touch, milestone.flag())) {
          touch--;
        }
        if (touch >= 0) {
          fix(touch, milestone.ppm(), fixed, weights);
        }
      }
      Weights.addRest(rest, fixed, weights);
    }

    private static void fix(int touch, int ppm, boolean[] fixed, long[] weights) {
      fixed[touch] = true;
      weights[touch] += ppm;
    }
  }

  /**
   * A touch weighs half as much as one that is a half-life younger: 2^(-dt/halfLife), where dt is
   * how long before the last touch of the path it was, in 62-bit fixed point and whole-number
   * arithmetic, so that every machine gets the same bits. See {@link DecayTable}.
   *
   * @param halfLife zero, which is last touch; or whole microseconds up to 36,500 days; or {@link
   *     #INFINITE}, which is linear
   */
  record TimeDecay(Duration halfLife) implements CreditModel {
    /** The half-life of what never loses weight. */
    public static final Duration INFINITE = Duration.ofSeconds(Long.MAX_VALUE);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Refuses a half-life that is negative, too long or finer than a microsecond. */
    public TimeDecay {
      boolean finite = !halfLife.isNegative() && halfLife.compareTo(LONGEST) <= 0;
      if (!halfLife.equals(INFINITE) && (!finite || halfLife.toNanosPart() % 1_000 != 0)) {
        throw new IllegalArgumentException(
            "a half-life is zero, or whole microseconds up to 36500 days, or infinite; not "
                + halfLife);
      }
    }

    @Override
    public String name() {
      return "TIME_DECAY";
    }

    @Override
    public long[] weights(CreditPath path) {
      return Weights.of(this, path);
    }

    @Override
    public void weigh(CreditPath path, long[] weights) {
      if (halfLife.isZero()) {
        LAST_TOUCH.weigh(path, weights);
      } else if (halfLife.equals(INFINITE)) {
        LINEAR.weigh(path, weights);
      } else {
        DecayTable.weigh(
            path, halfLife.toSeconds() * 1_000_000 + halfLife.toNanosPart() / 1_000, weights);
      }
    }
  }

  /**
   * The weights of a fitted model: each touch has that of its channel, and a channel that is met
   * twice counts twice. Channels the model does not know weigh nothing.
   *
   * @param version the frozen model
   */
  record Fitted(ModelVersion version) implements CreditModel {

    @Override
    public String name() {
      return "FITTED";
    }

    @Override
    public long[] weights(CreditPath path) {
      return Weights.of(this, path);
    }

    @Override
    public void weigh(CreditPath path, long[] weights) {
      for (int touch = 0; touch < path.size(); touch++) {
        weights[touch] = version.weight(path.channel(touch));
      }
    }
  }
}
