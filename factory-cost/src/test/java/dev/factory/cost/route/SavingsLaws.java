package dev.factory.cost.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.cost.price.PriceBook;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SavingsLaws {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

  /** A call that was made, or known. */
  record Call(Target target, long input, long output, boolean known) {}

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.of(
                Target.of("openai", "gpt-4o"),
                Target.of("openai", "gpt-4o-mini"),
                Target.of("anthropic", "claude-3-opus"),
                Target.of("nobody", "x")),
            Arbitraries.longs().between(0, 100_000),
            Arbitraries.longs().between(0, 10_000),
            Arbitraries.of(true, false, false))
        .as(Call::new)
        .list()
        .ofMaxSize(30);
  }

  @Property
  void whatWasSavedAndWhatWasPaidIsTheBaseline(@ForAll("calls") List<Call> calls) {
    SavingsMeter meter = SavingsMeter.against(Target.of("openai", "gpt-4o"), PriceBook.standard());
    for (Call call : calls) {
      meter.add(AT, call.target(), Usage.of(call.input(), call.output()), call.known());
    }
    SavingsMeter.Report report = meter.report();
    assertThat(
            report.paid().plus(report.modelChoice()).plus(report.batching()).plus(report.caching()))
        .isEqualTo(report.baseline());
    assertThat(report.unpriced())
        .isEqualTo(
            calls.stream().filter(call -> call.target().provider().equals("nobody")).count());
    if (report.baseline().nanos() > 0) {
      BigDecimal saved =
          BigDecimal.valueOf(report.baseline().nanos() - report.paid().nanos())
              .divide(BigDecimal.valueOf(report.baseline().nanos()), 4, RoundingMode.HALF_EVEN);
      assertThat(report.savings().multiplicative().subtract(saved).abs())
          .as("the shares one after the other are the share of the whole")
          .isLessThanOrEqualTo(new BigDecimal("0.0001"));
    }
  }

  @Example
  void theGuidesSharesAre42PercentAddedUpAnd37OfTheBill() {
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    shares.put("smartModelSelection", new BigDecimal("0.25"));
    shares.put("responseCaching", new BigDecimal("0.10"));
    shares.put("batchProcessing", new BigDecimal("0.07"));
    Savings savings = new Savings(shares);
    assertThat(savings.additive()).isEqualByComparingTo("0.4200");
    assertThat(savings.multiplicative()).isEqualByComparingTo("0.3722");
  }
}
