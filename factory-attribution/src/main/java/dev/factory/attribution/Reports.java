package dev.factory.attribution;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.spi.RevenueFigures;
import dev.factory.attribution.spi.StoreView;
import dev.factory.attribution.statement.RevenueReport;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.BillingMonth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is told of what is stored, and computed from nothing else. */
final class Reports {
  /** No touchpoint is later; see {@link Touchpoint#at}. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Reports() {}

  static RevenueReport revenue(StoreView view, PublisherId publisher, BillingMonth month) {
    List<CurrencyUnit> currencies = view.currencies(publisher);
    if (currencies.size() != 1) {
      throw new FactoryException(
          "attribution.currency-unclear",
          "the publisher has credits in "
              + currencies.size()
              + " currencies, so that of the report is not clear; nothing was read: name the"
              + " currency");
    }
    return revenue(view, publisher, month, currencies.get(0));
  }

  static RevenueReport revenue(
      StoreView view, PublisherId publisher, BillingMonth month, CurrencyUnit currency) {
    RevenueFigures figures = view.revenue(publisher, currency, month.period());
    return new RevenueReport(
        publisher,
        month,
        figures.clicks(),
        figures.attributedClicks(),
        figures.conversions(),
        figures.credit().floorToMinor(),
        figures.commission().floorToMinor(),
        List.of());
  }

  static Explanation explanation(StoreView view, Rules rules, Conversion conversion) {
    List<CreditSet> stored = view.credits(conversion.eventId());
    if (stored.isEmpty()) {
      throw new FactoryException(
          "attribution.not-attributed",
          "the conversion "
              + conversion.eventId()
              + " is recorded and not attributed yet; nothing was changed: attribute the period of "
              + conversion.at());
    }
    List<Touchpoint> path = new ArrayList<>();
    IdentityVersion identity = rules.identityOf(stored.get(0));
    view.touchpoints(
        identity.keys(conversion.userKey()),
        Instant.EPOCH,
        END_OF_TIME,
        touch -> path.add(identity.stitch(touch)));
    PolicyBook policies = rules.of(view);
    Conversion stitched = identity.stitch(conversion);
    return Explanation.of(stitched, CreditRun.policyOf(stored.get(0), policies), path, stored);
  }
}
