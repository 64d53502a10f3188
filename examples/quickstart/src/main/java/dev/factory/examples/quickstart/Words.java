package dev.factory.examples.quickstart;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.Window;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.money.Rate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Rules and results in plain words, the same on a page and on a terminal. */
final class Words {
  private Words() {}

  /** {@return a number and a noun: {@code 1 conversion}, {@code 1,250 conversions}} */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** {@return a percentage if that is short, such as {@code 70%}, else the fraction} */
  static String share(Rate rate) {
    try {
      BigDecimal percent =
          BigDecimal.valueOf(rate.numerator())
              .multiply(BigDecimal.valueOf(100))
              .divide(BigDecimal.valueOf(rate.denominator()));
      return percent.stripTrailingZeros().toPlainString() + "%";
    } catch (ArithmeticException neverEnds) {
      return rate.toString();
    }
  }

  /** {@return for example {@code 30 days} or {@code 36 hours}} */
  static String window(Duration window) {
    if (window.equals(Duration.ofDays(window.toDays()))) {
      return count(window.toDays(), "day");
    }
    if (window.equals(Duration.ofHours(window.toHours()))) {
      return count(window.toHours(), "hour");
    }
    return count(window.toSeconds(), "second");
  }

  /** {@return what a policy for clicks does, in two sentences} */
  static String rules(PolicyVersion policy) {
    String division =
        policy.model() == CreditModel.LINEAR
            ? "is divided equally among all clicks"
            : "goes to the last click";
    return String.format(
        Locale.ROOT,
        "The gross of a conversion %s of the %s before it. Publishers get %s of their part.",
        division,
        window(clickWindow(policy)),
        share(policy.publisherShare()));
  }

  /** {@return for example {@code linear, 30 days, 70%}} */
  static String brief(PolicyVersion policy) {
    return model(policy.model())
        + ", "
        + window(clickWindow(policy))
        + ", "
        + share(policy.publisherShare());
  }

  private static Duration clickWindow(PolicyVersion policy) {
    Window window = policy.windows().byKind().get(TouchKind.CLICK);
    return window == null ? Duration.ZERO : window.longest();
  }

  /** {@return the model as the command line names it} */
  static String model(CreditModel model) {
    return model.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what became of the part of the sum that is not paid} */
  static String carry(Statement statement) {
    if (statement.closingCarry().isNegative()) {
      return "More was taken back than earned. Nothing is payable, and the next statement begins"
          + " with what is owed.";
    }
    String rest =
        statement.closingCarry().isZero()
            ? " Nothing was left over."
            : " What is left is not lost: the next statement begins with it.";
    return "The sum is exact to the millionth of a minor unit. It is rounded once, down to "
        + statement.payable().display()
        + ", the largest amount that can be paid."
        + rest;
  }
}
