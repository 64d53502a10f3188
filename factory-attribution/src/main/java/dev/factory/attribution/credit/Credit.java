package dev.factory.attribution.credit;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.MicroMoney;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one eligible touch gets of a conversion, or gives back of it; part of a {@link CreditSet}.
 *
 * @param touchEventId the touch; null for the credit nobody gets
 * @param publisherId whose touch it is; {@link PublisherId#UNATTRIBUTED} if there is no touch
 * @param weight its weight among the eligible touches, zero or more; with weight 0 both amounts are
 *     zero
 * @param credit its part of the gross; negative in a reversal
 * @param commission its part of the publishers' share of the gross; negative in a reversal. The
 *     commission of {@link PublisherId#UNATTRIBUTED} is paid to nobody
 */
public record Credit(
    @Nullable EventId touchEventId,
    PublisherId publisherId,
    long weight,
    MicroMoney credit,
    MicroMoney commission) {

  /** Refuses a negative weight, and a publisher without a touch. */
  public Credit {
    if (weight < 0) {
      throw new IllegalArgumentException("a weight is zero or more, not " + weight);
    }
    if (publisherId.equals(PublisherId.UNATTRIBUTED) != (touchEventId == null)) {
      throw new IllegalArgumentException(
          "a credit has a touch, or it is the credit of \"unattributed\"");
    }
  }

  /** {@return the touch, or empty for the credit nobody gets} */
  public Optional<EventId> touch() {
    return Optional.ofNullable(touchEventId);
  }
}
