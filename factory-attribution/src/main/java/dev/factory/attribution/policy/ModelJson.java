package dev.factory.attribution.policy;

import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.attribution.internal.JsonMembers;
import dev.factory.attribution.policy.CreditModel.Fitted;
import dev.factory.attribution.policy.CreditModel.Milestone;
import dev.factory.attribution.policy.CreditModel.Milestones;
import dev.factory.attribution.policy.CreditModel.Position;
import dev.factory.attribution.policy.CreditModel.SimpleModel;
import dev.factory.attribution.policy.CreditModel.TimeDecay;
import dev.factory.attribution.policy.CreditModel.TwoTouches;
import dev.factory.core.json.CanonicalJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of {@link CreditModel}: its name, or an object if it has parameters. */
final class ModelJson {
  private static final String MEMBER = "model";
  private static final String NAME = "name";

  private ModelJson() {}

  static Object of(CreditModel model) {
    if (model instanceof SimpleModel) {
      return model.name();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(NAME, model.name());
    if (model instanceof Position position) {
      members.put("first_ppm", position.firstPpm());
      members.put("last_ppm", position.lastPpm());
      members.put("two_touches", position.twoTouches().name());
    } else if (model instanceof Milestones steps) {
      members.put("first_ppm", steps.firstPpm());
      members.put("last_ppm", steps.lastPpm());
      members.put(
          "milestones",
          steps.milestones().stream()
              .map(step -> Map.of("flag", step.flag(), "ppm", step.ppm()))
              .toList());
    } else if (model instanceof TimeDecay decay) {
      members.put("half_life", decay.halfLife().toString());
    } else if (model instanceof Fitted fitted) {
      members.put("version", fitted.version().members());
      members.put("version_hash", fitted.version().hash().text());
    } else if (model instanceof CustomModel custom) {
      members.put("id", custom.id());
    }
    return members;
  }

  /** {@return the model of a policy; a {@link CustomModel} one has no function yet} */
  static CreditModel read(JsonMembers policy) {
    if (policy.isText(MEMBER)) {
      return SimpleModel.valueOf(policy.text(MEMBER));
    }
    JsonMembers members = policy.object(MEMBER);
    return switch (members.text(NAME)) {
      case "POSITION" ->
          new Position(
              ppm(members, "first_ppm"),
              ppm(members, "last_ppm"),
              TwoTouches.valueOf(members.text("two_touches")));
      case "MILESTONES" -> milestones(members);
      case "TIME_DECAY" -> new TimeDecay(Duration.parse(members.text("half_life")));
      case "FITTED" -> fitted(members);
      case "CUSTOM" -> CustomModel.unbound(members.text("id"));
      default -> throw new IllegalArgumentException("no model has that name");
    };
  }

  private static Fitted fitted(JsonMembers members) {
    ModelVersion version = ModelVersion.parse(CanonicalJson.of(members.map("version")));
    if (!version.hash().text().equals(members.text("version_hash"))) {
      throw new IllegalArgumentException("the weights of the model are not those of its hash");
    }
    return new Fitted(version);
  }

  private static Milestones milestones(JsonMembers members) {
    List<Milestone> steps = new ArrayList<>();
    for (JsonMembers step : members.objects("milestones")) {
      steps.add(new Milestone(step.text("flag"), ppm(step, "ppm")));
    }
    return new Milestones(ppm(members, "first_ppm"), steps, ppm(members, "last_ppm"));
  }

  private static int ppm(JsonMembers members, String name) {
    return Math.toIntExact(members.integer(name));
  }
}
