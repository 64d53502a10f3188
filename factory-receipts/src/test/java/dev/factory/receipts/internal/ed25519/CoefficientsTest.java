package dev.factory.receipts.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoefficientsTest {
  private static final int COUNT = 9;

  private final byte[] key = new byte[32];
  private final byte[] challenges = new byte[3 * 64];
  private final byte[] values = new byte[3 * 32];

  private List<Long> halves() throws NoSuchAlgorithmException {
    Coefficients coefficients = new Coefficients(MessageDigest.getInstance("SHA-512"));
    coefficients.seed(key, challenges, 128, values, 64);
    List<Long> halves = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      coefficients.advance();
      halves.add(coefficients.low());
      halves.add(coefficients.high());
    }
    return halves;
  }

  @Test
  void areTheSameForTheSameBatchAndDifferFromEachOther() throws Exception {
    assertThat(halves()).isEqualTo(halves()).doesNotHaveDuplicates().hasSize(2 * COUNT);
  }

  @Test
  void allChangeWithAnyBitOfTheBatch() throws Exception {
    Set<Long> seen = new HashSet<>(halves());
    int batches = 1;
    for (byte[] part : List.of(key, challenges, values)) {
      // what lies in the last third belongs to no signature
      int bits = 8 * (part.length == 32 ? 32 : part.length / 3 * 2);
      for (int bit = 0; bit < bits; bit++) {
        part[bit / 8] ^= (byte) (1 << bit % 8);
        seen.addAll(halves());
        part[bit / 8] ^= (byte) (1 << bit % 8);
        batches++;
      }
    }
    assertThat(batches).isEqualTo(1 + 256 + 1024 + 512);
    assertThat(seen).hasSize(2 * COUNT * batches);
  }

  @Test
  void doNotDependOnWhatABatchBeforeLeftBehind() throws Exception {
    List<Long> before = halves();
    challenges[128] = 1;
    values[64] = 1;
    assertThat(halves()).isEqualTo(before);
  }
}
