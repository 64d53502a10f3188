package dev.factory.attribution.policy;

import java.util.Locale;

/**
 * A mark that can keep a touch from counting: a flag of the touch, set by the sender or by {@link
 * dev.factory.attribution.screen.TouchScreen} when it is recorded, so that credit never depends on
 * what a list says today.
 */
public enum TouchMark {
  /** Flag {@code bot}: a program, by the sender's judgement. */
  BOT,
  /** Flag {@code datacentre}: from an address of a datacentre. */
  DATACENTRE,
  /** Flag {@code self-referral}: the user is the publisher. */
  SELF_REFERRAL;

  /** {@return the flag of a touchpoint that stands for it} */
  public String flag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
