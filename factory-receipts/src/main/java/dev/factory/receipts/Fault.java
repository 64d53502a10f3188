package dev.factory.receipts;

/**
 * Something wrong with a ledger.
 *
 * @param seq the receipt it was found at
 * @param kind what is wrong
 */
public record Fault(long seq, Kind kind) {

  /** What can be wrong with a receipt; of several at one position the first of these counts. */
  public enum Kind {
    /** The header is not the canonical form of a header of version 1. */
    MALFORMED_HEADER,
    /** The position is not the one that follows: a receipt was removed, repeated or moved. */
    WRONG_POSITION,
    /** The header belongs to another ledger. */
    WRONG_LEDGER,
    /** Id, type or time beside the header differ from the header, so searches would mislead. */
    WRONG_INDEX,
    /** The hash of the receipt before it is another one. */
    WRONG_PREV_HASH,
    /** The id of the receipt before it is another one. */
    WRONG_PREV_RECEIPT,
    /** Its time is before that of the receipt before it. */
    TIME_WENT_BACK,
    /** In one of its streams, the position or the hash of the one before does not fit. */
    WRONG_STREAM,
    /** The store's head names another end than the last receipt: the end was cut off or changed. */
    WRONG_HEAD,
    /** The receipts up to here are not those that a checkpoint kept elsewhere covers. */
    WRONG_ROOT,
    /** A checkpoint kept elsewhere covers this position, and there is no receipt. */
    TRUNCATED,
    /** It was signed with a key that is not trusted; the signature may be good or bad. */
    UNKNOWN_KEY,
    /** It was signed with a key that was retired or revoked before this position, or came later. */
    KEY_OUT_OF_RANGE,
    /**
     * The signature is neither {@code ed25519:} nor {@code ed25519-batch:} and what belongs to it.
     */
    MALFORMED_SIGNATURE,
    /** The signature is not that of the key the header names, over this header. */
    BAD_SIGNATURE,
    /**
     * A receipt of the key history says what it must not: a proof is wrong, or a key comes back.
     */
    WRONG_KEY_CHANGE,
    /** The payload is not the one the header commits to. */
    WRONG_PAYLOAD,
    /** The payload is gone and nothing says that it was erased. */
    MISSING_PAYLOAD,
    /** A receipt says that something of the payload was erased, yet it is there. */
    NOT_ERASED;

    boolean isAboutErasure() {
      return this == MISSING_PAYLOAD || this == NOT_ERASED;
    }

    boolean isSignature() {
      return this == UNKNOWN_KEY
          || this == KEY_OUT_OF_RANGE
          || this == MALFORMED_SIGNATURE
          || this == BAD_SIGNATURE;
    }
  }
}
