package dev.factory.attribution.screen;

import dev.factory.attribution.event.PublisherId;

/**
 * Knows publishers by keyed hashes of who they are, never by who they are.
 *
 * <p><b>Threads:</b> safe for use by many.
 */
@FunctionalInterface
public interface SelfReferrals {

  /**
   * {@return whether this hash is one of the publisher's own}
   *
   * @param hash of an address or an account, made with the same key as those of the touches
   */
  boolean isOwn(PublisherId publisher, String hash);
}
