package dev.factory.attribution.credit;

import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.CreditModel.Fitted;
import dev.factory.attribution.policy.CreditModel.Milestones;
import dev.factory.attribution.policy.CreditModel.Position;
import dev.factory.attribution.policy.CreditModel.SimpleModel;
import dev.factory.attribution.policy.CreditModel.TimeDecay;
import dev.factory.attribution.policy.CustomModel;
import dev.factory.attribution.policy.TouchFilters;
import dev.factory.attribution.policy.TouchMark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rules of a policy in words, for {@link ExplanationText}. */
final class ModelWords {
  private ModelWords() {}

  static String of(CreditModel model) {
    if (model instanceof SimpleModel simple) {
      return switch (simple) {
        case FIRST_TOUCH -> "the first eligible touch gets all of it";
        case LAST_TOUCH -> "the last eligible touch gets all of it";
        case LAST_NON_DIRECT -> "the last eligible touch that is not direct gets all of it";
        case LINEAR -> "every eligible touch gets the same";
      };
    }
    if (model instanceof Position position) {
      return ppm(position.firstPpm())
          + " for the first eligible touch, "
          + ppm(position.lastPpm())
          + " for the last, the rest for those between ("
          + position.twoTouches()
          + " if there are none)";
    }
    if (model instanceof Milestones steps) {
      return ppm(steps.firstPpm())
          + " for the first eligible touch, "
          + steps.milestones().stream()
              .map(step -> ppm(step.ppm()) + " for the last one marked " + step.flag() + ", ")
              .collect(Collectors.joining())
          + ppm(steps.lastPpm())
          + " for the last, the rest for the others";
    }
    if (model instanceof TimeDecay decay) {
      return decay.halfLife().equals(TimeDecay.INFINITE)
          ? "every eligible touch gets the same"
          : "a touch weighs half as much as one that is " + decay.halfLife() + " younger";
    }
    if (model instanceof Fitted fitted) {
      return "every eligible touch has the weight of its channel in the model "
          + fitted.version().kind()
          + " "
          + fitted.version().hash();
    }
    return "weights by the function " + ((CustomModel) model).id();
  }

  private static String ppm(int parts) {
    return parts + " millionths";
  }

  static List<String> of(TouchFilters filters) {
    List<String> rules = new ArrayList<>();
    if (!filters.marks().isEmpty()) {
      rules.add(
          "touches marked "
              + filters.marks().stream().map(TouchMark::flag).collect(Collectors.joining(", "))
              + " do not count");
    }
    if (filters.repeatWithin() != null) {
      rules.add(
          "of touches of one publisher, offer and kind within "
              + filters.repeatWithin()
              + " the last counts");
    }
    if (filters.velocity() != null) {
      rules.add(
          "at most "
              + filters.velocity().touches()
              + " touches of one publisher and kind count in "
              + filters.velocity().within());
    }
    if (filters.longestPath() < Integer.MAX_VALUE) {
      rules.add("the last " + filters.longestPath() + " eligible touches count");
    }
    return rules;
  }
}
