package dev.factory.attribution.screen;

import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.TouchMark;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Marks touches before they are recorded. Whether a mark keeps a touch from counting is for the
 * policy to say ({@link dev.factory.attribution.policy.TouchFilters#marks}); a mark is never taken
 * away. Safe for use by many threads.
 */
public final class TouchScreen {
  /** The name of the evidence that holds a keyed hash of the user's account. */
  public static final String IDENTITY_HASH = "identity_hash";

  private static final List<String> HASHES = List.of(Touchpoint.IP_HASH, IDENTITY_HASH);

  private final DatacentreList datacentres;
  private final SelfReferrals selfReferrals;

  private TouchScreen(DatacentreList datacentres, SelfReferrals selfReferrals) {
    this.datacentres = datacentres;
    this.selfReferrals = selfReferrals;
  }

  /** {@return a screen by these lists} */
  public static TouchScreen of(DatacentreList datacentres, SelfReferrals selfReferrals) {
    return new TouchScreen(datacentres, selfReferrals);
  }

  /**
   * {@return the touch, with the marks it earns}
   *
   * @param touch whose evidence {@value Touchpoint#IP_HASH} and {@value #IDENTITY_HASH} are
   *     compared with the publisher's own
   * @param address where it came from; it is looked up and not kept
   * @throws IllegalArgumentException if it is no address, or the touch has no room for more flags
   */
  public Touchpoint screened(Touchpoint touch, String address) {
    Set<String> flags = new TreeSet<>(touch.flags());
    if (datacentres.contains(address)) {
      flags.add(TouchMark.DATACENTRE.flag());
    }
    for (String name : HASHES) {
      String hash = touch.evidence().get(name);
      if (hash != null && selfReferrals.isOwn(touch.publisherId(), hash)) {
        flags.add(TouchMark.SELF_REFERRAL.flag());
      }
    }
    return flags.equals(touch.flags()) ? touch : touch.withFlags(flags);
  }
}
