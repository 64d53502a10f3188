package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The touches of each user who converted, without repetitions and in path order. */
final class Paths {
  private final Map<UserKey, List<Touchpoint>> byUser;

  private Paths(Map<UserKey, List<Touchpoint>> byUser) {
    this.byUser = byUser;
  }

  static Paths of(Collection<Touchpoint> touches, Collection<Conversion> conversions) {
    Map<UserKey, List<Touchpoint>> byUser = new HashMap<>(conversions.size() * 2);
    for (Conversion conversion : conversions) {
      byUser.putIfAbsent(conversion.userKey(), new ArrayList<>());
    }
    List<Touchpoint> relevant =
        touches.stream().filter(touch -> byUser.containsKey(touch.userKey())).toList();
    for (Touchpoint touch : AttributionKernel.distinct(relevant, Touchpoint::eventId)) {
      byUser.computeIfAbsent(touch.userKey(), absent -> new ArrayList<>()).add(touch);
    }
    byUser.values().forEach(path -> path.sort(Touchpoint.PATH_ORDER));
    return new Paths(byUser);
  }

  List<Touchpoint> of(UserKey user) {
    return byUser.getOrDefault(user, List.of());
  }

  /** {@return the touches of {@code user} from {@code first} to {@code last}, both included} */
  List<Touchpoint> between(UserKey user, Instant first, Instant last) {
    List<Touchpoint> path = of(user);
    int from = firstNotBefore(path, first);
    return path.subList(from, Math.max(from, firstNotBefore(path, last.plusNanos(1))));
  }

  private static int firstNotBefore(List<Touchpoint> path, Instant instant) {
    int low = 0;
    int high = path.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (path.get(middle).at().isBefore(instant)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
