package dev.factory.examples.benchmarks;

import dev.factory.attribution.credit.ConversionColumns;
import dev.factory.attribution.credit.TouchColumns;
import dev.factory.core.money.CurrencyUnit;
import java.util.SplittableRandom;

/**
 * Two months of touches and one of conversions, in random order, the same on every machine: ten
 * touches a user, every other user converts once, prices from one cent to $100.
 */
final class MonthOfTouches {
  static final long DAY = 86_400_000_000L;
  private static final int TOUCHES_A_USER = 10;

  final int publishers;
  final long[] touchUser;
  final long[] touchAt;
  final long[] touchId;
  final int[] touchPublisher;
  final long[] saleUser;
  final long[] saleAt;
  final long[] saleId;
  final long[] saleGross;

  MonthOfTouches(int touches, int publishers) {
    this.publishers = publishers;
    SplittableRandom random = new SplittableRandom(20_260_101L);
    int users = Math.max(1, touches / TOUCHES_A_USER);
    touchUser = new long[touches];
    touchAt = new long[touches];
    touchId = new long[touches];
    touchPublisher = new int[touches];
    for (int row = 0; row < touches; row++) {
      touchUser[row] = userKey(random.nextInt(users));
      touchAt[row] = random.nextLong(60 * DAY);
      touchId[row] = row;
      touchPublisher[row] = random.nextInt(publishers);
    }
    int sales = Math.max(1, users / 2);
    saleUser = new long[sales];
    saleAt = new long[sales];
    saleId = new long[sales];
    saleGross = new long[sales];
    for (int row = 0; row < sales; row++) {
      // an odd step visits every other user once, in no order
      saleUser[row] = userKey((int) (row * 2L * 7_919L % (users | 1)));
      saleAt[row] = 30 * DAY + random.nextLong(30 * DAY);
      saleId[row] = row;
      saleGross[row] = random.nextLong(1, 10_001);
    }
  }

  /** Keys as systems have them: large numbers without an order. */
  private static long userKey(int user) {
    return user * 0x9e3779b97f4a7c15L >>> 1;
  }

  int touches() {
    return touchUser.length;
  }

  TouchColumns touchColumns() {
    return TouchColumns.of(touchUser, touchAt, touchId).publisher(touchPublisher);
  }

  ConversionColumns conversionColumns() {
    return ConversionColumns.of(CurrencyUnit.of("USD"), saleUser, saleAt, saleId, saleGross);
  }
}
