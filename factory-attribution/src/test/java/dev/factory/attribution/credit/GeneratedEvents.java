package dev.factory.attribution.credit;

import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.usd;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.CreditModel.Fitted;
import dev.factory.attribution.policy.CreditModel.Milestone;
import dev.factory.attribution.policy.CreditModel.Milestones;
import dev.factory.attribution.policy.CreditModel.Position;
import dev.factory.attribution.policy.CreditModel.TimeDecay;
import dev.factory.attribution.policy.CreditModel.TwoTouches;
import dev.factory.attribution.policy.CreditPath;
import dev.factory.attribution.policy.CustomModel;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.TouchFilters;
import dev.factory.attribution.policy.TouchFilters.Velocity;
import dev.factory.attribution.policy.TouchMark;
import dev.factory.attribution.policy.Window;
import dev.factory.attribution.policy.Windows;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Few users, publishers and instants, so that windows and ties are hit; and copies of events. */
final class GeneratedEvents {
  static final int DAYS = 60;

  /** Every touch before the conversion counts. */
  static final PolicyVersion EVERYTHING =
      PolicyVersion.forClicks(Instant.EPOCH, CreditModel.LINEAR, Duration.ZERO, Rate.parse("70%"))
          .with(
              Windows.exact(
                  Map.of(
                      TouchKind.CLICK,
                      Duration.ofDays(DAYS),
                      TouchKind.VIEW,
                      Duration.ofDays(DAYS))));

  private static final List<String> CHANNELS = List.of("direct", "email", "search", "");
  private static final List<Set<String>> FLAGS =
      List.of(
          Set.of("lead"),
          Set.of(),
          Set.of("bot"),
          Set.of("demo"),
          Set.of(),
          Set.of("datacentre", "lead"),
          Set.of("self-referral"));

  private GeneratedEvents() {}

  static Arbitrary<Touchpoint> touch() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            minutes(),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 2),
            Arbitraries.longs().between(0, 1))
        .as(
            (user, at, publisher, offer, sequence) ->
                touch("one", "user-" + user, at, publisher, offer, sequence));
  }

  static Arbitrary<List<Touchpoint>> touches() {
    return touch().list().ofMaxSize(25).map(GeneratedEvents::numbered);
  }

  static List<Touchpoint> numbered(List<Touchpoint> touches) {
    List<Touchpoint> numbered = new ArrayList<>();
    for (Touchpoint touch : touches) {
      numbered.add(withId(touch, "t" + numbered.size()));
    }
    return numbered;
  }

  static Arbitrary<List<Conversion>> conversions() {
    Arbitrary<Conversion> one =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                minutes(),
                Arbitraries.longs().between(0, 9_000_000_000_000L),
                Arbitraries.integers().between(0, 2))
            .as((user, at, cents, offer) -> conversion("x", "user-" + user, at, usd(cents), offer));
    return one.list()
        .ofMaxSize(8)
        .map(
            conversions -> {
              List<Conversion> numbered = new ArrayList<>();
              for (Conversion sale : conversions) {
                numbered.add(withId(sale, "c" + numbered.size()));
              }
              return numbered;
            });
  }

  static Arbitrary<PolicyVersion> policies() {
    Arbitrary<Map<TouchKind, Duration>> windows =
        Arbitraries.maps(
                Arbitraries.of(TouchKind.class),
                Arbitraries.integers().between(0, 30).map(Duration::ofDays))
            .ofMinSize(1);
    Arbitrary<Rate> shares =
        Arbitraries.of("70%", "0%", "100%", "1/3", "0.019%", "99.999%", "2/7").map(Rate::parse);
    return Combinators.combine(windows, Arbitraries.of(OfferMatch.class), models(), shares)
        .as(
            (window, offers, model, share) ->
                new PolicyVersion(Instant.EPOCH, null, window, offers, model, share));
  }

  /** One of every kind, and the edges of those with parameters. */
  static Arbitrary<CreditModel> models() {
    return Arbitraries.of(
        CreditModel.FIRST_TOUCH,
        CreditModel.LAST_TOUCH,
        CreditModel.LAST_NON_DIRECT,
        CreditModel.LINEAR,
        new Position(400_000, 400_000, TwoTouches.SPLIT_MIDDLE),
        new Position(400_000, 400_000, TwoTouches.RENORMALISE),
        new Position(0, 0, TwoTouches.RENORMALISE),
        Milestones.wShape("lead"),
        new Milestones(0, List.of(new Milestone("lead", 1), new Milestone("demo", 999_999)), 0),
        new TimeDecay(Duration.ZERO),
        new TimeDecay(Duration.ofMinutes(1)),
        new TimeDecay(Duration.ofDays(7)),
        new TimeDecay(TimeDecay.INFINITE),
        new Fitted(new ModelVersion("TEST", new TreeMap<>(Map.of("email", 7L, "search", 11L)))),
        CustomModel.of("youngest-twice", GeneratedEvents::youngestTwice));
  }

  private static long[] youngestTwice(CreditPath path) {
    long[] weights = new long[path.size()];
    Arrays.fill(weights, 1);
    weights[weights.length - 1] = 2;
    return weights;
  }

  /** Policies with calendar days, windows of single offers and every filter. */
  static Arbitrary<PolicyVersion> filteredPolicies() {
    Arbitrary<TouchFilters> filters =
        Combinators.combine(
                Arbitraries.of(TouchMark.class).set(),
                Arbitraries.integers().between(0, 5).map(Duration::ofDays).injectNull(0.5),
                Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 10).map(Duration::ofDays))
                    .as(Velocity::new)
                    .injectNull(0.5),
                Arbitraries.of(1, 2, 5, Integer.MAX_VALUE))
            .as(TouchFilters::new);
    Arbitrary<Window> window =
        Arbitraries.integers()
            .between(0, 30)
            .flatMap(
                days ->
                    Arbitraries.of(
                        new Window.Exact(Duration.ofDays(days)),
                        new Window.CalendarDays(days, ZoneId.of("America/New_York")),
                        new Window.CalendarDays(days, ZoneOffset.UTC)));
    Arbitrary<Windows> windows =
        Arbitraries.maps(Arbitraries.of(TouchKind.class), window)
            .ofMinSize(1)
            .flatMap(
                kinds ->
                    Arbitraries.maps(Arbitraries.of(TouchKind.class), window)
                        .ofMinSize(1)
                        .map(own -> new Windows(kinds, Map.of(new OfferId("offer-1"), own))));
    return Combinators.combine(policies(), windows, filters)
        .as((policy, own, filter) -> policy.with(own).with(filter));
  }

  /** Half of them on whole days, so that touches stand exactly at the ends of windows. */
  static Arbitrary<Instant> minutes() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, DAYS).map(day -> day * 24 * 60),
            Arbitraries.integers().between(0, DAYS * 24 * 60))
        .map(minute -> JANUARY.plus(Duration.ofMinutes(minute)));
  }

  static Touchpoint touch(
      String id, String user, Instant at, int publisher, int offer, long sequence) {
    return new Touchpoint(
        new EventId(id),
        new UserKey(user),
        at,
        sequence,
        (publisher + offer) % 2 == 0 ? TouchKind.CLICK : TouchKind.VIEW,
        new PublisherId("pub-" + publisher),
        new OfferId("offer-" + offer),
        CHANNELS.get((publisher + (int) sequence) % CHANNELS.size()),
        FLAGS.get((publisher * 3 + offer) % FLAGS.size()),
        Map.of());
  }

  static Conversion conversion(String id, String user, Instant at, Money gross, int offer) {
    return new Conversion(
        new EventId(id),
        new OrderId("order"),
        new UserKey(user),
        at,
        gross,
        new OfferId("offer-" + offer),
        "");
  }

  static Reversal refund(String id, Conversion sale, long cents) {
    return new Reversal(
        new EventId(id), sale.eventId(), usd(cents), ReversalKind.REFUND, sale.at());
  }

  static Touchpoint withId(Touchpoint touch, String id) {
    return new Touchpoint(
        new EventId(id),
        touch.userKey(),
        touch.at(),
        touch.sequence(),
        touch.kind(),
        touch.publisherId(),
        touch.offerId(),
        touch.channel(),
        touch.flags(),
        touch.evidence());
  }

  static Touchpoint at(Touchpoint touch, Instant at) {
    return new Touchpoint(
        touch.eventId(),
        touch.userKey(),
        at,
        touch.sequence(),
        touch.kind(),
        touch.publisherId(),
        touch.offerId(),
        touch.channel(),
        touch.flags(),
        touch.evidence());
  }

  static Conversion withId(Conversion sale, String id) {
    return new Conversion(
        new EventId(id),
        sale.orderId(),
        sale.userKey(),
        sale.at(),
        sale.gross(),
        sale.offerId(),
        sale.milestone());
  }

  static Conversion at(Conversion sale, Instant at) {
    return new Conversion(
        sale.eventId(),
        sale.orderId(),
        sale.userKey(),
        at,
        sale.gross(),
        sale.offerId(),
        sale.milestone());
  }
}
