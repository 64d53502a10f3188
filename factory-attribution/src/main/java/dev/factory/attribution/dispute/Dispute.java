package dev.factory.attribution.dispute;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's word against the statements of a period.
 *
 * @param id given by the host; 1 to 64 characters
 * @param publisherId who says so
 * @param period the period of the statements
 * @param openedAt when
 * @param state how far it got
 * @param explanation the answer as canonical JSON, empty while it is open; see {@link Ruling}
 * @param signature the host's signature of the explanation, in its own form; empty while it is open
 * @param resolvedAt when it was answered; null while it is open
 */
public record Dispute(
    String id,
    PublisherId publisherId,
    Period period,
    Instant openedAt,
    State state,
    String explanation,
    String signature,
    @Nullable Instant resolvedAt) {

  private static final int MAX_ID = 64;

  /** How far a dispute got. */
  public enum State {
    /** Nobody has answered; claims of the period that are in no payout are frozen. */
    OPEN,
    /** It is accepted and its adjustments are being posted; accepting it again completes that. */
    ACCEPTING,
    /** It is accepted, and its adjustments stand on the next statement. */
    ACCEPTED,
    /** It is rejected, and nothing was adjusted. */
    REJECTED
  }

  /** Refuses an id without text, and an answer without an instant. */
  public Dispute {
    if (id.isBlank() || id.length() > MAX_ID) {
      throw new IllegalArgumentException("the id of a dispute has 1 to " + MAX_ID + " characters");
    }
    if ((state == State.OPEN) != (resolvedAt == null)) {
      throw new IllegalArgumentException("a dispute is open until it is answered");
    }
  }

  /** {@return a dispute that nobody has answered} */
  public static Dispute open(String id, PublisherId publisher, Period period, Instant at) {
    return new Dispute(id, publisher, period, at, State.OPEN, "", "", null);
  }

  /** {@return this dispute with an answer} */
  public Dispute answered(State next, String explained, String signed, Instant at) {
    return new Dispute(id, publisherId, period, openedAt, next, explained, signed, at);
  }

  /** {@return when it was answered, or empty while it is open} */
  public Optional<Instant> resolution() {
    return Optional.ofNullable(resolvedAt);
  }
}
