package dev.factory.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.sample.api.Samples.Closed;
import dev.factory.sample.api.Samples.Colour;
import dev.factory.sample.api.Samples.Open;
import dev.factory.sample.api.Samples.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiSurfaceTest {
  private static final String HERE = "dev.factory.sample.api.Samples.";

  @TempDir private Path folder;

  @Test
  void everythingAStrangerCanUseIsWrittenDown() {
    assertThat(of(Shape.class, Shape.Circle.class, Shape.Square.class).lines())
        .containsExactly(
            "# The public API of sample.",
            "# Written and compared by its ApiTest; rewrite it with -Dapi.update=true.",
            "",
            "public sealed interface "
                + HERE
                + "Shape permits "
                + HERE
                + "Shape.Circle, "
                + HERE
                + "Shape.Square",
            "  field public static final String UNIT",
            "  method public default int corners()",
            "",
            "public record "
                + HERE
                + "Shape.Circle(int radius, @Nullable String name) implements "
                + HERE
                + "Shape",
            "  constructor public Circle(int)",
            "",
            "public record "
                + HERE
                + "Shape.Square(java.util.List<? extends Number> sides)"
                + " implements "
                + HERE
                + "Shape");
    assertThat(of(Open.class).lines())
        .endsWith(
            "public abstract static class "
                + HERE
                + "Open<T extends Comparable<? super T>>"
                + " extends "
                + HERE
                + "Hidden implements AutoCloseable",
            "  field protected final java.util.Map<String, @Nullable T[]> byName",
            "  constructor protected Open()",
            "  method public void close()",
            "  method protected abstract <E extends Exception> @Nullable T first(E, String...)"
                + " throws E, java.io.IOException",
            "  method public void inherited(int @Nullable [], Class<?>[])")
        .hasSize(9);
    assertThat(of(Colour.class).lines())
        .endsWith("public enum " + HERE + "Colour", "  constant RED")
        .hasSize(5);
  }

  @Test
  void whatNobodyCanReachIsLeftOut() {
    assertThat(of(Open.class.getSuperclass()).lines()).hasSize(2);
    assertThat(of(Closed.class).lines())
        .endsWith("public static final class " + HERE + "Closed")
        .hasSize(4);
  }

  @Test
  void theOrderOfTheClassesDoesNotMatter() {
    List<Class<?>> types =
        new ArrayList<>(List.of(Shape.class, Colour.class, Open.class, Closed.class));
    List<String> lines = new ApiSurface(file(), "sample", types).lines();
    Collections.reverse(types);
    assertThat(new ApiSurface(file(), "sample", types).lines()).isEqualTo(lines);
  }

  @Test
  void aDifferenceIsShownWithTheWayToAcceptIt() throws IOException {
    of(Colour.class).requireCommitted(true);
    of(Colour.class).requireCommitted(false);
    Files.writeString(file(), Files.readString(file()).replace("RED", "GREEN"));
    assertThatThrownBy(() -> of(Colour.class).requireCommitted(false))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "the public API is not the one in api.txt:\n  - "
                + HERE
                + "Colour: constant GREEN\n  + "
                + HERE
                + "Colour: constant RED\n"
                + "If that is what you want, run the same tests with -Dapi.update=true and commit"
                + " api.txt.");
  }

  @Test
  void aMissingFileIsADifference() {
    assertThatThrownBy(() -> of(Colour.class).requireCommitted(false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("+ public enum " + HERE + "Colour");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aLongListOfDifferencesIsCut() throws IOException {
    Files.writeString(file(), "gone\n".repeat(100));
    assertThatThrownBy(() -> of(Colour.class).requireCommitted(false))
        .hasMessageContaining("  and 64 more\n");
  }

  private ApiSurface of(Class<?>... types) {
    return new ApiSurface(file(), "sample", List.of(types));
  }

  private Path file() {
    return folder.resolve("api.txt");
  }
}
