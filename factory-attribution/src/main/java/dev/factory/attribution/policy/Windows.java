package dev.factory.attribution.policy;

import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.TouchKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one version of the rules.
 *
 * @param byKind for touches of each kind; not empty. A kind that is left out is never credited,
 *     unless its offer has a window for it
 * @param byOffer for touches of single offers, in place of those by kind; kinds that are left out
 *     there have the window by kind
 */
public record Windows(Map<TouchKind, Window> byKind, Map<OfferId, Map<TouchKind, Window>> byOffer) {

  /** Copies and sorts; refuses windows that credit nobody. */
  public Windows {
    if (byKind.isEmpty()) {
      throw new IllegalArgumentException(
          "a policy without windows credits nobody; give at least one kind of touch a window");
    }
    byKind = Collections.unmodifiableMap(new EnumMap<>(byKind));
    Map<OfferId, Map<TouchKind, Window>> offers = new TreeMap<>();
    byOffer.forEach(
        (offer, windows) -> {
          if (windows.isEmpty()) {
            throw new IllegalArgumentException(
                "the offer " + offer + " has no window of its own; leave it out");
          }
          offers.put(offer, Collections.unmodifiableMap(new EnumMap<>(windows)));
        });
    byOffer = Collections.unmodifiableMap(offers);
  }

  /** {@return the same windows for all offers} */
  public static Windows of(Map<TouchKind, ? extends Window> byKind) {
    return new Windows(Map.copyOf(byKind), Map.of());
  }

  /** {@return exact windows, in whole seconds, the same for all offers} */
  public static Windows exact(Map<TouchKind, Duration> byKind) {
    Map<TouchKind, Window> windows = new EnumMap<>(TouchKind.class);
    byKind.forEach((kind, length) -> windows.put(kind, new Window.Exact(length)));
    return new Windows(windows, Map.of());
  }

  /** {@return the window for touches of this kind and offer, or empty if they do not count} */
  public Optional<Window> of(TouchKind kind, OfferId offer) {
    return Optional.ofNullable(find(kind, offer));
  }

  private @Nullable Window find(TouchKind kind, OfferId offer) {
    Map<TouchKind, Window> own = byOffer.get(offer);
    Window window = own == null ? null : own.get(kind);
    return window == null ? byKind.get(kind) : window;
  }

  /** {@return what no window is longer than} */
  public Duration longest() {
    return Stream.concat(Stream.of(byKind), byOffer.values().stream())
        .map(Map::values)
        .flatMap(Collection::stream)
        .map(Window::longest)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
