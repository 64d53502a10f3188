package dev.factory.sample.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of each kind of declaration. */
public final class Samples {
  private Samples() {}

  /** Shapes whose text must not change with the Java version. */
  public sealed interface Shape permits Shape.Circle, Shape.Square {
    /** A constant. */
    String UNIT = "mm";

    /** A record with a constructor of its own. */
    record Circle(int radius, @Nullable String name) implements Shape {
      /** Without a name. */
      public Circle(int radius) {
        this(radius, null);
      }
    }

    /** A record without one. */
    record Square(List<? extends Number> sides) implements Shape {}

    /** Not abstract. */
    default int corners() {
      return 0;
    }
  }

  /** Everything a class can show. */
  public abstract static class Open<T extends Comparable<? super T>> extends Hidden
      implements AutoCloseable {
    protected final Map<String, @Nullable T[]> byName = Map.of();
    final int inside = 1;

    protected Open() {}

    Open(int inside) {}

    protected abstract <E extends Exception> @Nullable T first(E problem, String... rest)
        throws E, IOException;

    @Override
    public synchronized void close() {}

    void hidden() {}

    @Override
    public String toString() {
      return "";
    }
  }

  static class Hidden {
    public void inherited(int @Nullable [] numbers, Class<?>[] types) {}
  }

  /** Nobody can extend it. */
  @SuppressWarnings("ProtectedMembersInFinalClass") // that they are of no use is what is tested
  public static final class Closed {
    protected Closed() {}

    protected void unreachable() {}
  }

  /** An enum. */
  public enum Colour {
    /** The only one. */
    RED
  }
}
