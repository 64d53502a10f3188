package dev.factory.cost.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.factory.cost.provider.Target;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Sends a part of a feature's calls to given models, each unit always to the same one. Whoever is
 * in no arm is routed as usual.
 *
 * @param name of the trial; another name shares the units out anew
 * @param feature whose calls take part
 * @param arms together at most the whole; may be empty
 */
public record Trial(String name, String feature, List<Arm> arms) {
  private static final int WHOLE = 10_000;

  /**
   * A part of the units.
   *
   * @param target who answers them, if it passes all filters but that of quality
   * @param basisPoints how many of 10,000 units, 1 to 10,000
   */
  public record Arm(Target target, int basisPoints) {}

  /** Copies the arms; refuses more than the whole. */
  public Trial {
    arms = List.copyOf(arms);
    long sum = 0;
    for (Arm arm : arms) {
      if (arm.basisPoints() < 1) {
        throw new IllegalArgumentException("an arm has at least one of 10000 units");
      }
      sum += arm.basisPoints();
    }
    if (sum > WHOLE) {
      throw new IllegalArgumentException("the arms of a trial share out more than there is");
    }
  }

  /** {@return the arm of a unit, the same each time; empty if it is in none} */
  public Optional<Arm> armOf(String unit) {
    int place = share(name, unit);
    for (Arm arm : arms) {
      place -= arm.basisPoints();
      if (place < 0) {
        return Optional.of(arm);
      }
    }
    return Optional.empty();
  }

  /** A number from 0 to 9,999 that a unit keeps as long as the name stays. */
  static int share(String name, String unit) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length()).flip());
      digest.update(name.getBytes(UTF_8));
      long number = ByteBuffer.wrap(digest.digest(unit.getBytes(UTF_8))).getLong();
      return (int) Long.remainderUnsigned(number, WHOLE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
