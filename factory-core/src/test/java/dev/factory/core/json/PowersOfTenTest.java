package dev.factory.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PowersOfTenTest {
  private static final BigDecimal THREE_QUARTERS = new BigDecimal("0.75");

  @Test
  void theDecimalLogarithmOfEveryPowerOfTwoIsExactInItsWholePart() {
    for (int exponent = -1074; exponent <= 971; exponent++) {
      BigDecimal power = powerOfTwo(exponent);
      assertThat(PowersOfTen.log10(exponent)).isEqualTo(log10(power));
      assertThat(PowersOfTen.log10OfThreeQuarters(exponent))
          .isEqualTo(log10(power.multiply(THREE_QUARTERS)));
    }
  }

  @Test
  void theBinaryLogarithmOfEveryPowerOfTenIsExactInItsWholePart() {
    for (int exponent = -PowersOfTen.MAX_SCALE; exponent <= -PowersOfTen.MIN_SCALE; exponent++) {
      BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
      int log = PowersOfTen.log2(exponent);
      assertThat(powerOfTwo(log)).isLessThanOrEqualTo(power);
      assertThat(powerOfTwo(log + 1)).isGreaterThan(power);
    }
  }

  @Test
  void theTableHolds126BitsOfEveryPowerAndOneMore() {
    for (int scale = PowersOfTen.MIN_SCALE; scale <= PowersOfTen.MAX_SCALE; scale++) {
      BigInteger bits =
          BigInteger.valueOf(PowersOfTen.high(scale))
              .shiftLeft(63)
              .add(BigInteger.valueOf(PowersOfTen.low(scale)));
      BigDecimal exact =
          BigDecimal.ONE
              .scaleByPowerOfTen(-scale)
              .multiply(powerOfTwo(125 - PowersOfTen.log2(-scale)));
      assertThat(bits.bitLength()).isEqualTo(126);
      assertThat(bits).isEqualTo(exact.toBigInteger().add(BigInteger.ONE));
    }
  }

  private static int log10(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static BigDecimal powerOfTwo(int exponent) {
    // 2^-n is 5^n / 10^n
    return exponent < 0
        ? new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent)
        : new BigDecimal(BigInteger.TWO.pow(exponent));
  }
}
