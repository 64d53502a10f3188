package dev.factory.attribution.credit;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.policy.CreditPath;
import java.util.Arrays;

/** The eligible touches of a conversion, where they are rows; filled anew for each. */
final class ColumnPath implements CreditPath {
  private static final TouchKind[] KINDS = TouchKind.values();

  private final TouchColumns touches;
  private long conversionAt;
  int[] rows = new int[64];
  private long[] at = new long[64];
  private int size;

  ColumnPath(TouchColumns touches) {
    this.touches = touches;
  }

  void clear(long ofConversionAt) {
    conversionAt = ofConversionAt;
    size = 0;
  }

  void add(int row, long time) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      at = Arrays.copyOf(at, size * 2);
    }
    rows[size] = row;
    at[size++] = time;
  }

  /** Drops what the rules about other touches refuse. */
  void apply(PathRules rules) {
    rules.clear();
    int kept = size;
    for (int index = size - 1; index >= 0; index--) {
      int row = rows[index];
      Verdict verdict =
          rules.next(at[index], touches.publisher(row), touches.offer(row), touches.kind(row));
      if (verdict == Verdict.ELIGIBLE) {
        kept--;
        rows[kept] = row;
        at[kept] = at[index];
      }
    }
    size -= kept;
    System.arraycopy(rows, kept, rows, 0, size);
    System.arraycopy(at, kept, at, 0, size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long ageMicros(int touch) {
    return conversionAt - at[touch];
  }

  @Override
  public String channel(int touch) {
    return touches.channels.get(touches.channel == null ? 0 : touches.channel[rows[touch]]);
  }

  @Override
  public TouchKind kind(int touch) {
    return KINDS[touches.kind(rows[touch])];
  }

  @Override
  public boolean hasFlag(int touch, String flag) {
    int bit = touches.flagNames.indexOf(flag);
    return bit >= 0 && (touches.flags(rows[touch]) >>> bit & 1) != 0;
  }
}
