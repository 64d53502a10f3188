package dev.factory.receipts.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.internal.ed25519.Forger.Signed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The equation by itself: {@link Ed25519Batch} would hide it if it failed for good signatures,
 * since those are then checked one by one.
 */
class BatchEquationTest {
  private static final Forger FORGER = new Forger(3);

  private static BatchEquation equation(int capacity) throws NoSuchAlgorithmException {
    return new BatchEquation(FORGER.publicKey(), capacity, MessageDigest.getInstance("SHA-512"));
  }

  private static boolean add(BatchEquation equation, Signed signed) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      sha512.update(signed.signature(), 0, 32);
      sha512.update(FORGER.publicKey());
      return equation.add(signed.signature(), sha512.digest(signed.message()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean holds(BatchEquation equation, int from, int to) {
    equation.weigh();
    return equation.holds(equation.sum(from, to));
  }

  private static List<Signed> honest(int count) {
    List<Signed> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(FORGER.honest(("receipt " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return all;
  }

  @Test
  void holdsForGoodSignaturesWhateverTheirNumber() throws Exception {
    BatchEquation equation = equation(1_100);
    for (Signed one : honest(1_100)) {
      assertThat(add(equation, one)).isTrue();
    }
    for (int size = 0; size <= 300; size++) {
      assertThat(holds(equation, 0, size)).as("the first %d", size).isTrue();
      assertThat(holds(equation, 1_100 - size, 1_100)).as("the last %d", size).isTrue();
    }
    assertThat(holds(equation, 0, 1_100)).isTrue();
  }

  @Test
  void holdsExactlyWhereNoBadOneIs() throws Exception {
    List<Signed> all = honest(24);
    all.set(9, FORGER.withEachBitTurned(all.get(9)).get(256));
    BatchEquation equation = equation(24);
    all.forEach(one -> assertThat(add(equation, one)).isTrue());
    for (int from = 0; from < 24; from++) {
      for (int to = from; to <= 24; to++) {
        assertThat(holds(equation, from, to)).isEqualTo(from > 9 || to <= 9);
      }
    }
  }

  @Test
  void sumsOfPartsAreTheSumOfTheWhole() throws Exception {
    List<Signed> all = honest(12);
    all.set(2, FORGER.withEachBitTurned(all.get(2)).get(256));
    all.set(8, FORGER.withEachBitTurned(all.get(8)).get(256));
    BatchEquation equation = equation(12);
    all.forEach(one -> assertThat(add(equation, one)).isTrue());
    equation.weigh();
    CurvePoint whole = equation.sum(0, 12);
    for (int middle = 0; middle <= 12; middle++) {
      CurvePoint left = equation.sum(0, middle);
      CurvePoint right = equation.rest(whole, left);
      assertThat(equation.holds(left)).isEqualTo(middle <= 2);
      assertThat(equation.holds(right)).isEqualTo(middle > 8);
      assertThat(equation.holds(equation.rest(equation.sum(middle, 12), right))).isTrue();
    }
  }

  /** With and without components of small order in R, one by one and together. */
  @Test
  void holdsForWhatTheEquationWithTheCofactorAccepts() throws Exception {
    List<Signed> crafted = FORGER.crafted("crafted".getBytes(StandardCharsets.UTF_8));
    BatchEquation together = equation(crafted.size());
    int accepted = 0;
    for (Signed one : crafted) {
      BatchEquation alone = equation(1);
      boolean taken = add(alone, one);
      assertThat(taken && holds(alone, 0, 1)).as(one.what()).isEqualTo(one.good());
      if (one.good()) {
        accepted++;
        assertThat(add(together, one)).isTrue();
        assertThat(holds(together, 0, accepted)).as("with %s", one.what()).isTrue();
      }
    }
    assertThat(accepted).isGreaterThan(16);
  }

  @Test
  void takesNothingThatHasNoCanonicalForm() throws Exception {
    BatchEquation equation = equation(200);
    for (Signed one : FORGER.crafted("crafted".getBytes(StandardCharsets.UTF_8))) {
      boolean odd = one.what().matches("R is .*|S \\+ .*|.*ones|.*other sign [04]");
      int before = equation.size();
      assertThat(add(equation, one)).as(one.what()).isEqualTo(!odd);
      assertThat(equation.size()).isEqualTo(odd ? before : before + 1);
    }
  }

  @Test
  void startsAnewWhenCleared() throws Exception {
    List<Signed> all = honest(8);
    BatchEquation equation = equation(8);
    add(equation, FORGER.withEachBitTurned(all.get(0)).get(300));
    assertThat(holds(equation, 0, 1)).isFalse();
    equation.clear();
    all.forEach(one -> assertThat(add(equation, one)).isTrue());
    assertThat(holds(equation, 0, 8)).isTrue();
  }
}
