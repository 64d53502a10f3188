package dev.factory.attribution.credit;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.CreditPath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The eligible touches of a conversion, where they are objects. */
record TouchPath(List<Touchpoint> touches, Instant conversionAt) implements CreditPath {

  @Override
  public int size() {
    return touches.size();
  }

  @Override
  public long ageMicros(int touch) {
    return ChronoUnit.MICROS.between(touches.get(touch).at(), conversionAt);
  }

  @Override
  public String channel(int touch) {
    return touches.get(touch).channel();
  }

  @Override
  public TouchKind kind(int touch) {
    return touches.get(touch).kind();
  }

  @Override
  public boolean hasFlag(int touch, String flag) {
    return touches.get(touch).flags().contains(flag);
  }
}
