package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.spi.RevenueFigures;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.util.List;

/** Sums over clicks and credits. */
final class Reports {
  private static final String CURRENCIES =
      """
      SELECT DISTINCT currency, currency_exponent FROM credits
      WHERE publisher_id = ? AND touch_id IS NOT NULL AND weight > 0
      ORDER BY currency, currency_exponent""";

  private static final String CLICKS =
      """
      SELECT COUNT(*) AS clicks FROM clicks
      WHERE publisher_id = ? AND kind = 'CLICK' AND occurred_at >= ? AND occurred_at < ?""";

  private static final String CREDITS =
      """
      SELECT
        COUNT(DISTINCT CASE WHEN c.cause = 'CONVERSION' AND t.kind = 'CLICK' THEN c.touch_id END)
          AS attributed_clicks,
        COUNT(DISTINCT CASE WHEN c.cause = 'CONVERSION' THEN c.conversion_id END) AS conversions,
        COALESCE(SUM(c.credit_micro), 0) AS credit_micro,
        COALESCE(SUM(c.commission_micro), 0) AS commission_micro
      FROM credits AS c
      JOIN clicks AS t ON t.event_id = c.touch_id
      WHERE c.publisher_id = ? AND c.currency = ? AND c.currency_exponent = ?
        AND c.occurred_at >= ? AND c.occurred_at < ? AND c.weight > 0""";

  private final Session session;

  Reports(Session session) {
    this.session = session;
  }

  List<CurrencyUnit> currencies(PublisherId publisherId) {
    return session.list(
        CURRENCIES, parameters -> parameters.text(publisherId.value()), Row::currency);
  }

  RevenueFigures revenue(PublisherId publisherId, CurrencyUnit currency, Period period) {
    long clicks =
        session
            .list(
                CLICKS,
                parameters ->
                    parameters.text(publisherId.value()).time(period.start()).time(period.end()),
                row -> row.number("clicks"))
            .get(0);
    return session
        .list(
            CREDITS,
            parameters ->
                parameters
                    .text(publisherId.value())
                    .currency(currency)
                    .time(period.start())
                    .time(period.end()),
            row ->
                new RevenueFigures(
                    clicks,
                    row.number("attributed_clicks"),
                    row.number("conversions"),
                    MicroMoney.ofMicro(currency, row.number("credit_micro")),
                    MicroMoney.ofMicro(currency, row.number("commission_micro"))))
        .get(0);
  }
}
