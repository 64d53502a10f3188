package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the policy says of the touches of one user for one conversion.
 *
 * @param touches in path order
 */
record Judgement(List<JudgedTouch> touches) {

  static Judgement of(List<Touchpoint> path, Conversion conversion, PolicyVersion policy) {
    List<JudgedTouch> judged = new ArrayList<>(path.size());
    for (Touchpoint touch : path) {
      judged.add(new JudgedTouch(touch, Verdict.of(touch, conversion, policy)));
    }
    if (policy.filters().lookAtOthers()) {
      refuseBecauseOfOthers(judged, policy);
    }
    return new Judgement(judged);
  }

  private static void refuseBecauseOfOthers(List<JudgedTouch> judged, PolicyVersion policy) {
    Map<Object, Integer> codes = new HashMap<>();
    PathRules rules = new PathRules(policy.filters());
    for (int index = judged.size() - 1; index >= 0; index--) {
      Touchpoint touch = judged.get(index).touch();
      if (judged.get(index).verdict() == Verdict.ELIGIBLE) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, touch.at());
        int publisher = code(codes, touch.publisherId());
        int offer = code(codes, touch.offerId());
        Verdict verdict = rules.next(micros, publisher, offer, touch.kind().code());
        judged.set(index, new JudgedTouch(touch, verdict));
      }
    }
  }

  private static int code(Map<Object, Integer> codes, Object id) {
    return codes.computeIfAbsent(id, absent -> codes.size());
  }

  List<Touchpoint> eligible() {
    List<Touchpoint> eligible = new ArrayList<>(touches.size());
    for (JudgedTouch touch : touches) {
      if (touch.verdict() == Verdict.ELIGIBLE) {
        eligible.add(touch.touch());
      }
    }
    return eligible;
  }
}
