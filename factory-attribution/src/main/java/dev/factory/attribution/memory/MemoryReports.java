package dev.factory.attribution.memory;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.RevenueFigures;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sums over credits, as a database would group them. */
final class MemoryReports {
  private static final Comparator<CreditSet> LINE_ORDER =
      Comparator.comparing(CreditSet::at).thenComparing(CreditSet::causeId);
  private static final Comparator<Account> ACCOUNT_ORDER =
      Comparator.comparing(Account::publisherId)
          .thenComparing(account -> account.currency().code())
          .thenComparing(account -> account.currency().exponent());

  private MemoryReports() {}

  private record Account(PublisherId publisherId, CurrencyUnit currency) {}

  static List<PublisherLines> lines(Collection<CreditSet> sets, List<Adjustment> adjustments) {
    Map<Account, List<StatementLine>> byAccount = new TreeMap<>(ACCOUNT_ORDER);
    for (CreditSet set : sets.stream().sorted(LINE_ORDER).toList()) {
      for (PublisherId publisher : set.publishers()) {
        Account account = new Account(publisher, set.amount().currency());
        byAccount.computeIfAbsent(account, key -> new ArrayList<>()).add(line(set, publisher));
      }
    }
    for (Adjustment item : adjustments) {
      Account account = new Account(item.publisherId(), item.commission().currency());
      byAccount.computeIfAbsent(account, key -> new ArrayList<>()).add(line(item));
    }
    return byAccount.entrySet().stream()
        .map(e -> new PublisherLines(e.getKey().publisherId(), e.getKey().currency(), e.getValue()))
        .toList();
  }

  private static StatementLine line(Adjustment item) {
    return new StatementLine(
        CreditCause.ADJUSTMENT,
        item.id(),
        item.conversionId(),
        item.at(),
        item.credit(),
        item.commission());
  }

  private static StatementLine line(CreditSet set, PublisherId publisher) {
    MicroMoney credit = MicroMoney.zero(set.amount().currency());
    MicroMoney commission = credit;
    for (Credit part : set.credits()) {
      if (part.publisherId().equals(publisher)) {
        credit = credit.plus(part.credit());
        commission = commission.plus(part.commission());
      }
    }
    return new StatementLine(
        set.cause(), set.causeId(), set.conversionId(), set.at(), credit, commission);
  }

  /** {@return the figures from the credits of one currency and period} */
  static RevenueFigures revenue(
      Map<EventId, Touchpoint> touchpoints,
      Collection<CreditSet> sets,
      PublisherId publisher,
      CurrencyUnit currency,
      Period period) {
    Set<EventId> attributed = new HashSet<>();
    long conversions = 0;
    MicroMoney credit = MicroMoney.zero(currency);
    MicroMoney commission = credit;
    for (CreditSet set : sets) {
      if (set.publishers().contains(publisher)) {
        StatementLine line = line(set, publisher);
        credit = credit.plus(line.credit());
        commission = commission.plus(line.commission());
        if (set.cause() == CreditCause.CONVERSION) {
          conversions++;
          clicksIn(set, publisher, touchpoints).forEach(attributed::add);
        }
      }
    }
    long clicks =
        touchpoints.values().stream()
            .filter(touch -> touch.publisherId().equals(publisher))
            .filter(touch -> touch.kind() == TouchKind.CLICK && period.contains(touch.at()))
            .count();
    return new RevenueFigures(clicks, attributed.size(), conversions, credit, commission);
  }

  private static Stream<EventId> clicksIn(
      CreditSet set, PublisherId publisher, Map<EventId, Touchpoint> touchpoints) {
    return set.credits().stream()
        .filter(credit -> credit.weight() > 0 && credit.publisherId().equals(publisher))
        .flatMap(credit -> credit.touch().stream())
        .map(touchpoints::get)
        .filter(touch -> touch != null && touch.kind() == TouchKind.CLICK)
        .map(Touchpoint::eventId);
  }
}
