package dev.factory.attribution.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EventTableLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  @Provide
  Arbitrary<List<Touchpoint>> touches() {
    return GeneratedEvents.touches();
  }

  @Provide
  Arbitrary<List<Conversion>> conversions() {
    return GeneratedEvents.conversions();
  }

  @Provide
  Arbitrary<PolicyVersion> filtered() {
    return GeneratedEvents.filteredPolicies();
  }

  @Property
  void eventsInAnyOrderAndRepeatedGiveTheCreditsOfTheKernelOverObjects(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("filtered") PolicyVersion policy,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll Random random) {
    PolicyBook book = PolicyBook.of(policy);
    Map<EventId, List<Credit>> expected = new TreeMap<>();
    AttributionKernel.attribute(
        touches, conversions, book, set -> expected.put(set.conversionId(), set.credits()));
    List<Touchpoint> more = new ArrayList<>(touches);
    more.addAll(touches);
    Collections.shuffle(more, random);
    EventTable table = new EventTable(USD);
    conversions.forEach(table::add);
    more.forEach(table::add);
    conversions.forEach(table::add);
    Map<EventId, List<Credit>> computed = new TreeMap<>();
    ColumnKernel.attribute(
            table.touches(), table.conversions(), book, threads, () -> new Collected(table))
        .forEach(sink -> computed.putAll(sink.credits));
    assertThat(computed).isEqualTo(expected);
  }

  private static final class Collected implements ColumnSink {
    final Map<EventId, List<Credit>> credits = new TreeMap<>();
    private final EventTable table;
    private final TouchColumns columns;

    Collected(EventTable table) {
      this.table = table;
      this.columns = table.touches();
    }

    @Override
    public void credited(
        int conversion, int[] rows, long[] weights, long[] micro, long[] commissions, int size) {
      List<Credit> list = new ArrayList<>();
      for (int touch = 0; touch < size; touch++) {
        list.add(
            new Credit(
                table.touchId(rows[touch]),
                table.publishers().get(columns.publisher(rows[touch])),
                weights[touch],
                MicroMoney.ofMicro(USD, micro[touch]),
                MicroMoney.ofMicro(USD, commissions[touch])));
      }
      credits.put(table.conversion(conversion).eventId(), list);
    }

    @Override
    public void unattributed(int conversion, long credit, long commission) {
      credits.put(
          table.conversion(conversion).eventId(),
          List.of(
              new Credit(
                  null,
                  PublisherId.UNATTRIBUTED,
                  1,
                  MicroMoney.ofMicro(USD, credit),
                  MicroMoney.ofMicro(USD, commission))));
    }
  }
}
