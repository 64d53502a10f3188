package dev.factory.attribution.screen;

/**
 * Knows which addresses belong to datacentres.
 *
 * <p><b>Threads:</b> safe for use by many. It may change from day to day: a touch keeps the mark it
 * got when it was screened. {@link AddressRanges} is one that is kept in memory.
 */
@FunctionalInterface
public interface DatacentreList {

  /**
   * {@return whether the address is on the list}
   *
   * @param address IPv4 or IPv6 as text, as for {@link
   *     dev.factory.attribution.event.AddressHash#of}
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  boolean contains(String address);
}
