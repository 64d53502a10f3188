package dev.factory.attribution.spi;

/** What became of one event or policy that was given to be recorded. */
public enum RecordOutcome {
  /** It is kept now. */
  RECORDED,
  /** It was kept before, with the same content; nothing changed. */
  DUPLICATE,
  /** Its id is taken by one with other content, which stays as it was; nothing changed. */
  CONFLICT,
  /** It is a reversal of a conversion that is not recorded; nothing changed. */
  UNKNOWN_CONVERSION,
  /** It is a reversal in another currency than its conversion's; nothing changed. */
  OTHER_CURRENCY,
  /** It is a reversal of more than what is left of its conversion's gross; nothing changed. */
  EXCEEDS_GROSS;

  /** {@return whether the event is kept, now or from before} */
  public boolean isKept() {
    return this == RECORDED || this == DUPLICATE;
  }
}
