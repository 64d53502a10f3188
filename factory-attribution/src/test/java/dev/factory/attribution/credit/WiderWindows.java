package dev.factory.attribution.credit;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.policy.Windows;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Exact windows, each longer by the same time. */
final class WiderWindows {
  private WiderWindows() {}

  static Windows by(Duration time, Windows windows) {
    Map<TouchKind, Duration> wider = new HashMap<>();
    windows.byKind().forEach((kind, window) -> wider.put(kind, window.longest().plus(time)));
    return Windows.exact(wider);
  }
}
