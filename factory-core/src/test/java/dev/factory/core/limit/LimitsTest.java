package dev.factory.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.limit.Admission.Refused;
import dev.factory.core.limit.Admission.TooLarge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final HandTicker ticker = new HandTicker();
  private final WindowLimit minute = WindowLimit.of(WindowRule.perMinute("minute", 60), ticker);
  private final WindowLimit hour = WindowLimit.of(WindowRule.perHour("hour", 100), ticker);

  private static void onThreads(int threads, IntConsumer work) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int thread = 0; thread < threads; thread++) {
      int number = thread;
      pool.execute(
          () -> {
            work.accept(number);
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).as("nobody waits for ever").isTrue();
    pool.shutdownNow();
  }

  @Test
  void threadsTogetherGetTheLimitAndNotOneMore() throws Exception {
    WindowLimit limit = WindowLimit.of(WindowRule.perMinute("hot", 1_000), ticker);
    AtomicInteger through = new AtomicInteger();
    onThreads(
        4,
        number -> {
          for (int call = 0; call < 1_000; call++) {
            if (limit.tryAcquire() instanceof Permit) {
              through.incrementAndGet();
            }
          }
        });
    assertThat(through).hasValue(1_000);
  }

  @Test
  void limitsAskedForInOppositeOrdersDoNotWaitForEachOther() throws Exception {
    AtomicInteger through = new AtomicInteger();
    onThreads(
        4,
        number -> {
          List<Ask> asks =
              number % 2 == 0
                  ? List.of(minute.ask(1), hour.ask(1))
                  : List.of(hour.ask(1), minute.ask(1));
          for (int call = 0; call < 20_000; call++) {
            if (Limits.tryAcquire(asks) instanceof Permit permit) {
              if (call % 2 == 0) {
                permit.refund();
              } else {
                through.incrementAndGet();
              }
            }
          }
        });
    assertThat(through).hasValue(60);
    assertThat(hour.state().remaining()).isEqualTo(40);
  }

  @Test
  void oneLimitAskedForTwiceCountsBoth() {
    assertThat(Limits.tryAcquire(List.of(minute.ask(30), minute.ask(30))))
        .isInstanceOf(Permit.class);
    assertThat(minute.state().remaining()).isZero();
    assertThat(Limits.tryAcquire(List.of(hour.ask(60), hour.ask(41))))
        .isEqualTo(new TooLarge(WindowRule.perHour("hour", 100)));
  }

  @Test
  void theSlowestOfTheRefusingLimitsSaysHowLongToWait() {
    hour.tryAcquire(100);
    ticker.advance(TimeUnit.MINUTES.toNanos(59));
    minute.tryAcquire(60);
    Admission admission = Limits.tryAcquire(List.of(minute.ask(1), hour.ask(1)));
    assertThat(admission).isInstanceOf(Refused.class);
    Refused refused = (Refused) admission;
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(refused.limits()).hasSize(2);
  }

  @Test
  void aRequestForMoreThanAWholeWindowNeverFits() {
    assertThat(minute.tryAcquire(61)).isEqualTo(new TooLarge(WindowRule.perMinute("minute", 60)));
    assertThat(minute.state().remaining()).isEqualTo(60);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThatThrownBy(() -> minute.tryAcquire(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> hour.ask(-1)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Limits.tryAcquire(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new WindowRule("A b", 1, Duration.ofSeconds(1)))
        .hasMessageContaining("lower-case");
    assertThatThrownBy(() -> new WindowRule("a", 0, Duration.ofSeconds(1)))
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> new WindowRule("a", 1, Duration.ZERO))
        .hasMessageContaining("millisecond");
  }
}
