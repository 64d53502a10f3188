package dev.factory.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifyBatchTest {
  @Test
  void everyWayFindsWhatIsBadAndNothingElse() {
    VerifyBatch benchmark = new VerifyBatch();
    VerifyBatch.Signed signed = new VerifyBatch.Signed();
    assertThat(benchmark.bareByBouncyCastle(signed)).isZero();
    for (int size : new int[] {256, 4096}) {
      VerifyBatch.Batch batch = new VerifyBatch.Batch();
      batch.size = size;
      batch.make();
      assertThat(benchmark.allGood(signed, batch)).isZero();
      assertThat(benchmark.oneBadInEach(signed, batch)).isEqualTo(VerifyBatch.SIGNATURES / size);
    }
  }
}
