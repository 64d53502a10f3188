package dev.factory.receipts.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.internal.ed25519.Forger.Signed;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class Ed25519BatchTest {
  private static final byte[] NO_DOMAIN = {};
  private static final Forger FORGER = new Forger(1);

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Ed25519Batch combined(int capacity) {
    return Ed25519Batch.combined(FORGER.publicKey(), NO_DOMAIN, capacity);
  }

  private static List<Signed> honest(int count) {
    List<Signed> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(FORGER.honest(text("receipt " + i)));
    }
    return all;
  }

  private static void assertAsOneByOne(Ed25519Batch batch, List<Signed> all) {
    BitSet expected = new BitSet();
    for (Signed one : all) {
      int place = batch.add(one.signature(), one.message());
      expected.set(place, !one.good());
    }
    assertThat(batch.size()).isEqualTo(all.size());
    assertThat(batch.verify()).as(() -> describe(all)).isEqualTo(expected);
    assertThat(batch.size()).isZero();
  }

  private static String describe(List<Signed> all) {
    StringBuilder text = new StringBuilder("verdicts on ");
    for (int i = 0; i < all.size(); i++) {
      text.append(all.get(i).good() ? "" : " " + i + ": " + all.get(i).what());
    }
    return text.toString();
  }

  @Test
  void acceptsTheSignaturesOfRfc8032() throws IOException {
    List<String[]> vectors = rfc8032();
    assertThat(vectors).hasSize(5);
    for (String[] vector : vectors) {
      HexFormat hex = HexFormat.of();
      byte[] message = vector[2].equals("-") ? new byte[0] : hex.parseHex(vector[2]);
      byte[] signature = hex.parseHex(vector[3]);
      Ed25519Batch batch = Ed25519Batch.combined(hex.parseHex(vector[1]), NO_DOMAIN, 12);
      for (int i = 0; i < 12; i++) {
        batch.add(signature, message);
      }
      assertThat(batch.verify().isEmpty()).isTrue();
      byte[] other = signature.clone();
      other[33] ^= 1;
      for (int i = 0; i < 12; i++) {
        batch.add(i == 7 ? other : signature, message);
      }
      assertThat(batch.verify().stream()).containsExactly(7);
    }
  }

  private static List<String[]> rfc8032() throws IOException {
    try (InputStream file =
        Ed25519BatchTest.class.getResourceAsStream("/rfc8032/ed25519-vectors.txt")) {
      String all =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII);
      return all.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .toList();
    }
  }

  /** Whatever comes in, the answer is Bouncy Castle's on each signature by itself. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AgreesWithBouncyCastle {
    private final List<Signed> good = new ArrayList<>();
    private final List<Signed> odd = new ArrayList<>();
    private final List<Signed> turned = new ArrayList<>();

    @BeforeAll
    void make() {
      good.addAll(honest(400));
      for (int i = 0; i < 4; i++) {
        odd.addAll(FORGER.crafted(text("crafted " + i)));
      }
      for (int i = 0; i < 3; i++) {
        turned.addAll(FORGER.withEachBitTurned(good.get(i)));
      }
    }

    @Test
    void onWhichCraftedSignaturesAreGood() {
      // the rule itself, so that a new version of Bouncy Castle cannot change it unseen
      for (Signed one : odd) {
        boolean accepted =
            one.what().matches("R with torsion \\d|R of small order \\d")
                // (x, y) of order 4 and 8 have (-x, y) beside them
                || one.what().matches("R of small order, other sign [1235-7]");
        assertThat(one.good()).as(one.what()).isEqualTo(accepted);
      }
      assertThat(turned).noneMatch(Signed::good);
      assertThat(good).allMatch(Signed::good);
    }

    @Test
    void onEveryBitThatIsTurned() {
      Ed25519Batch batch = combined(9);
      for (int i = 0; i < turned.size(); i++) {
        List<Signed> all = new ArrayList<>(good.subList(i % 300, i % 300 + 8));
        all.add(i % 9, turned.get(i));
        assertAsOneByOne(batch, all);
      }
    }

    @Test
    void onEveryCraftedSignatureAmongGoodOnes() {
      Ed25519Batch batch = combined(40);
      for (int i = 0; i < odd.size(); i++) {
        List<Signed> all = new ArrayList<>(good.subList(0, 39));
        all.add(i % 40, odd.get(i));
        assertAsOneByOne(batch, all);
      }
    }

    @Test
    void onCraftedSignaturesAmongThemselves() {
      assertAsOneByOne(combined(odd.size()), odd);
      List<Signed> accepted = odd.stream().filter(Signed::good).toList();
      assertAsOneByOne(combined(accepted.size()), accepted);
      List<Signed> refused = odd.stream().filter(one -> !one.good()).toList();
      assertAsOneByOne(combined(refused.size()), refused);
    }

    /** None, one, two, some and all bad; 45,150 signatures. */
    @Test
    void onBatchesOfEverySizeUpTo300() {
      Random random = new Random(300);
      List<Signed> strange = new ArrayList<>(odd);
      strange.addAll(turned);
      Ed25519Batch batch = combined(300);
      for (int size = 1; size <= 300; size++) {
        int[] counts = {0, 1, 2, 1 + random.nextInt(size), size};
        int bad = Math.min(size, counts[random.nextInt(20) == 0 ? 4 : size % 4]);
        List<Signed> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          all.add(
              i < bad
                  ? strange.get(random.nextInt(strange.size()))
                  : good.get(random.nextInt(good.size())));
        }
        Collections.shuffle(all, random);
        assertAsOneByOne(batch, all);
      }
    }

    @Test
    void onOneBadSignatureAtEveryPlace() {
      for (int size : new int[] {1, 2, 4, 5, 6, 17, 64}) {
        Ed25519Batch batch = combined(size);
        for (int place = 0; place < size; place++) {
          List<Signed> all = new ArrayList<>(good.subList(0, size));
          all.set(place, turned.get(300 + place));
          assertAsOneByOne(batch, all);
        }
      }
    }

    @Test
    void onTwoBadSignaturesAtAnyTwoPlaces() {
      int size = 21;
      Ed25519Batch batch = combined(size);
      for (int first = 0; first < size; first++) {
        for (int second = 0; second < first; second++) {
          List<Signed> all = new ArrayList<>(good.subList(0, size));
          all.set(first, turned.get(260 + first));
          all.set(second, turned.get(520 + second));
          assertAsOneByOne(batch, all);
        }
      }
    }

    /** Errors that would cancel if the equations were added as they are. */
    @Test
    void onErrorsThatAddUpToNothing() {
      for (BigInteger off :
          List.of(BigInteger.ONE, BigInteger.TWO.pow(128), new BigInteger("99"))) {
        List<Signed> all = new ArrayList<>(good.subList(0, 30));
        all.set(3, FORGER.withSOff("S more", good.get(3), off));
        all.set(22, FORGER.withSOff("S less", good.get(22), off.negate()));
        assertThat(all).filteredOn(one -> !one.good()).hasSize(2);
        assertAsOneByOne(combined(30), all);
      }
    }

    @Test
    void onTheSameSignatureManyTimes() {
      assertAsOneByOne(combined(50), Collections.nCopies(50, good.get(0)));
      assertAsOneByOne(combined(50), Collections.nCopies(50, turned.get(270)));
    }

    @Test
    void whenItIsAskedOneByOneToo() {
      List<Signed> all = new ArrayList<>(odd);
      all.addAll(good.subList(0, 20));
      Ed25519Batch batch = Ed25519Batch.oneByOne(FORGER.publicKey(), NO_DOMAIN, all.size());
      assertAsOneByOne(batch, all);
      assertAsOneByOne(batch, good.subList(0, 20));
    }
  }

  @Test
  void ofAnotherKeyRefusesAll() {
    Ed25519Batch batch = Ed25519Batch.combined(new Forger(2).publicKey(), NO_DOMAIN, 10);
    honest(10).forEach(one -> batch.add(one.signature(), one.message()));
    assertThat(batch.verify().cardinality()).isEqualTo(10);
  }

  @Test
  void putsTheDomainBeforeEveryMessageAndTakesPartsOfArrays() {
    for (int count : new int[] {3, 10}) {
      Ed25519Batch batch = Ed25519Batch.combined(FORGER.publicKey(), text("rec"), count);
      for (Signed one : honest(count)) {
        byte[] message = one.message();
        batch.add(one.signature(), message, 3, message.length - 3);
      }
      assertThat(batch.verify().isEmpty()).isTrue();
      for (Signed one : honest(count)) {
        byte[] message = one.message();
        batch.add(one.signature(), message, 3, message.length - 4);
      }
      assertThat(batch.verify().cardinality()).isEqualTo(count);
    }
  }

  @Test
  void withNothingInItFindsNothingBad() {
    Ed25519Batch batch = combined(10);
    assertThat(batch.verify().isEmpty()).isTrue();
  }

  @Test
  void thatIsFullTakesNoMoreUntilVerified() {
    Signed one = honest(1).get(0);
    Ed25519Batch batch = combined(2);
    assertThat(batch.add(one.signature(), one.message())).isZero();
    assertThat(batch.isFull()).isFalse();
    assertThat(batch.add(one.signature(), one.message())).isEqualTo(1);
    assertThat(batch.isFull()).isTrue();
    assertThatThrownBy(() -> batch.add(one.signature(), one.message()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("verify it first");
    assertThat(batch.verify().isEmpty()).isTrue();
    assertThat(batch.add(one.signature(), one.message())).isZero();
  }

  @Test
  void refusesWhatIsNoSignatureKeyRangeOrCapacity() {
    Ed25519Batch batch = combined(2);
    assertThatThrownBy(() -> batch.add(new byte[63], NO_DOMAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 bytes, not 63");
    assertThatThrownBy(() -> batch.add(new byte[64], new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(batch.size()).isZero();
    assertThatThrownBy(() -> combined(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one or more");
    for (byte[] key : List.of(new byte[31], new byte[32], Edwards.TORSION.encoded())) {
      assertThatThrownBy(() -> Ed25519Batch.combined(key, NO_DOMAIN, 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("prime order");
    }
    byte[] mixed = Edwards.BASE.plus(Edwards.TORSION).encoded();
    assertThatThrownBy(() -> Ed25519Batch.combined(mixed, NO_DOMAIN, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prime order");
  }
}
