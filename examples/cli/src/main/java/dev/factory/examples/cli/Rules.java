package dev.factory.examples.cli;

import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Simple rules on one line: {@code linear,30d,70%}. */
final class Rules {
  private static final Pattern TEXT = Pattern.compile("([a-z-]+),([0-9]{1,6})([dhms]),(.+)");

  private Rules() {}

  /**
   * {@return rules for clicks, in force for all of time}
   *
   * @throws CliException {@code cli.usage} if the text is none
   */
  static PolicyVersion parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw wrong();
    }
    try {
      return PolicyVersion.forClicks(
          Instant.EPOCH,
          model(parts.group(1)),
          window(Long.parseLong(parts.group(2)), parts.group(3)),
          Rate.parse(parts.group(4)));
    } catch (FactoryException | IllegalArgumentException e) {
      throw wrong();
    }
  }

  private static CreditModel model(String name) {
    return switch (name) {
      case "linear" -> CreditModel.LINEAR;
      case "last-touch" -> CreditModel.LAST_TOUCH;
      case "first-touch" -> CreditModel.FIRST_TOUCH;
      case "last-non-direct" -> CreditModel.LAST_NON_DIRECT;
      default -> throw wrong();
    };
  }

  private static Duration window(long length, String unit) {
    return switch (unit) {
      case "d" -> Duration.ofDays(length);
      case "h" -> Duration.ofHours(length);
      case "m" -> Duration.ofMinutes(length);
      default -> Duration.ofSeconds(length);
    };
  }

  private static CliException wrong() {
    return new CliException(
        "cli.usage",
        "--rules is a model (linear, last-touch, first-touch, last-non-direct), a window (30d, 12h)"
            + " and the publishers' share (70%, 7/10), with commas and no spaces between them;"
            + " nothing was done: other rules are a file for --policy");
  }
}
