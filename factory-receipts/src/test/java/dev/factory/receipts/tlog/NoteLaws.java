package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class NoteLaws {
  private static final byte[] COSIGNED =
      new Checkpoint(TestKeys.ORIGIN, new TreeHead(1, BruteForceTree.leaf(0)))
          .sign(TestKeys.LOG, TestKeys.WITNESS)
          .encode();
  private static final TrustPolicy WITNESSED =
      TestKeys.POLICY.witnessed(1, List.of(TestKeys.WITNESS.key()));

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.strings()
        .all()
        .map(text -> text.replaceAll("[\\x00-\\x1f]", "").replaceAll("\\p{Cs}", ""));
  }

  @Property
  void aNoteIsReadAsItWasWritten(@ForAll @Size(max = 5) List<@From("lines") String> lines) {
    SignedNote note = SignedNote.sign(String.join("\n", lines) + "\n", TestKeys.LOG);
    assertThat(SignedNote.parse(note.encode())).isEqualTo(note);
    assertThat(note.verify(List.of(TestKeys.LOG.key()))).isInstanceOf(NoteVerdict.Verified.class);
  }

  @Property
  void whateverIsReadIsWrittenBackByteForByte(
      @ForAll @IntRange(max = 1 << 16) int place, @ForAll byte value) {
    byte[] bytes = COSIGNED.clone();
    bytes[place % bytes.length] = value;
    try {
      assertThat(SignedNote.parse(bytes).encode()).isEqualTo(bytes);
    } catch (MalformedException e) {
      assertThat(e.code()).isEqualTo("receipts.malformed-note");
    }
  }

  @Property
  void aCheckpointIsReadAsItWasWritten(
      @ForAll("lines") String origin,
      @ForAll @LongRange(min = 1) long size,
      @ForAll @Size(max = 3) List<@From("lines") String> extensions) {
    Checkpoint checkpoint =
        new Checkpoint(
            "o" + origin,
            size,
            MerkleTree.leafHash(Long.toString(size).getBytes(StandardCharsets.UTF_8)),
            extensions.stream().map(line -> "x" + line).toList());
    assertThat(Checkpoint.of(SignedNote.sign(checkpoint.text(), TestKeys.LOG)))
        .isEqualTo(checkpoint);
  }

  @Property
  void aCosignedCheckpointWithOneBitChangedIsNotBelieved(@ForAll @IntRange(max = 1 << 16) int any) {
    byte[] bytes = COSIGNED.clone();
    int bit = any % (bytes.length * 8);
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    CheckpointVerdict verdict;
    try {
      verdict = WITNESSED.check(SignedNote.parse(bytes));
    } catch (MalformedException e) {
      return; // no note at all any more
    }
    assertThat(verdict).isNotInstanceOf(CheckpointVerdict.Trusted.class);
  }
}
