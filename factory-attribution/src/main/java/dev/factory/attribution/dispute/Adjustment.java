package dev.factory.attribution.dispute;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.MicroMoney;
import java.time.Instant;
import java.util.List;

/**
 * What an accepted dispute gives a publisher, or takes back, of one conversion. It stands on the
 * next statement that is closed; statements that are closed stay as they are.
 *
 * @param id made of dispute and conversion: the same adjustment is made once
 * @param disputeId why; {@code write-off} if a debt is given up
 * @param publisherId whose
 * @param conversionId of which conversion; the adjustment's own id if of none, because a debt is
 *     given up
 * @param at when it was accepted
 * @param credit its part of the gross, either sign
 * @param commission what the publisher gets by it, either sign; it is the platform's
 */
public record Adjustment(
    EventId id,
    String disputeId,
    PublisherId publisherId,
    EventId conversionId,
    Instant at,
    MicroMoney credit,
    MicroMoney commission) {
  private static final String WRITE_OFF = "write-off";
  private static final int PREFIX = "sha256:".length();
  private static final int DIGITS = 40;

  /**
   * {@return a debt that is given up; there is one for each publisher, currency and closing}
   *
   * @param closings how many periods were closed when it was; the debt is by the last of them
   * @param debt more than zero
   */
  public static Adjustment writeOff(
      PublisherId publisher, int closings, MicroMoney debt, Instant at) {
    String hash =
        Sha256.of(
            CanonicalJson.ofValue(
                List.of(
                    WRITE_OFF,
                    publisher.value(),
                    debt.currency().code(),
                    Integer.toString(debt.currency().exponent()),
                    Integer.toString(closings))));
    EventId id = new EventId("wo_" + hash.substring(PREFIX, PREFIX + DIGITS));
    return new Adjustment(id, WRITE_OFF, publisher, id, at, MicroMoney.zero(debt.currency()), debt);
  }

  /** {@return whether it gives up a debt and no dispute brought it about} */
  public boolean isWriteOff() {
    return conversionId.equals(id);
  }
}
