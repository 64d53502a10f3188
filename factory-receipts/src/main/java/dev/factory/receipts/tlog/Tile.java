package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Up to 256 neighbouring hashes of one level of the tree, as C2SP tlog-tiles cuts it: on tile level
 * 0 leaf hashes, above it the roots of full tiles of the level below.
 *
 * @param level tile level, 0 to 63; hash {@code i} of a tile stands for 256^level leaves
 * @param index position on its level, from 0
 * @param width how many hashes it has, 1 to 256; with fewer than 256 the tile is partial
 */
public record Tile(int level, long index, int width) {
  /** How many hashes a full tile has. */
  public static final int MAX_WIDTH = 256;

  static final int HEIGHT = 8;
  private static final int MAX_LEVEL = 63;
  private static final Pattern PATH =
      Pattern.compile("tile/([0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  /** Refuses a tile that no tree has. */
  public Tile {
    if (level < 0 || level > MAX_LEVEL) {
      throw new IllegalArgumentException("a tile level is 0 to 63, not " + level);
    }
    if (index < 0) {
      throw new IllegalArgumentException("a tile index is 0 or more, not " + index);
    }
    if (width < 1 || width > MAX_WIDTH) {
      throw new IllegalArgumentException("a tile has 1 to 256 hashes, not " + width);
    }
  }

  /**
   * {@return the tile that {@link #path} wrote as {@code path}}
   *
   * @throws IllegalArgumentException if it is the path of no tile, or not in its one form
   */
  public static Tile parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (matcher.matches()) {
      String width = matcher.group(3);
      try {
        Tile tile =
            new Tile(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2).replaceAll("[x/]", "")),
                width == null ? MAX_WIDTH : Integer.parseInt(width));
        if (tile.path().equals(path)) {
          return tile;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("the tile index is larger than any tree", e);
      }
    }
    throw new IllegalArgumentException(
        "a tile path is \"tile/<level>/<index>[.p/<width>]\" as C2SP tlog-tiles writes it");
  }

  /** {@return whether it has fewer than {@value #MAX_WIDTH} hashes} */
  public boolean isPartial() {
    return width < MAX_WIDTH;
  }

  /** {@return its length in bytes: 32 times its width} */
  public int length() {
    return width * ReceiptHash.LENGTH;
  }

  /** {@return where it is served, below the log's prefix: {@code tile/0/x001/x234/067.p/17}} */
  public String path() {
    return "tile/" + level + "/" + place();
  }

  /**
   * {@return where the entries are served whose hashes this tile holds: {@code tile/entries/067}}
   *
   * @throws IllegalStateException if it is not of level 0
   */
  public String entriesPath() {
    if (level != 0) {
      throw new IllegalStateException("only tiles of level 0 have entries, not of level " + level);
    }
    return "tile/entries/" + place();
  }

  private String place() {
    StringBuilder place = new StringBuilder(digits(index % 1_000));
    for (long rest = index / 1_000; rest > 0; rest /= 1_000) {
      place.insert(0, "x" + digits(rest % 1_000) + "/");
    }
    return isPartial() ? place.append(".p/").append(width).toString() : place.toString();
  }

  private static String digits(long below1000) {
    return Long.toString(1_000 + below1000).substring(1);
  }

  /** This tile when it was, or when it is, {@code width} hashes wide. */
  Tile withWidth(int newWidth) {
    return new Tile(level, index, newWidth);
  }

  /** {@return every tile of a tree of {@code size} leaves, lowest level first, left to right} */
  public static Stream<Tile> ofSize(long size) {
    return ofGrowth(0, size);
  }

  /**
   * {@return the tiles that a tree of {@code to} leaves has and the one of {@code from} had not}:
   * those that became full and the partial one at the end of each level that grew; lowest level
   * first, left to right, made one at a time
   *
   * @throws IllegalArgumentException unless {@code 0 <= from <= to}
   */
  public static Stream<Tile> ofGrowth(long from, long to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("a tree cannot grow from " + from + " to " + to);
    }
    return IntStream.rangeClosed(0, 62 / HEIGHT)
        .boxed()
        .flatMap(level -> onLevel(level, from >>> (HEIGHT * level), to >>> (HEIGHT * level)));
  }

  private static Stream<Tile> onLevel(int level, long from, long to) {
    Stream<Tile> full =
        LongStream.range(from / MAX_WIDTH, to / MAX_WIDTH)
            .mapToObj(index -> new Tile(level, index, MAX_WIDTH));
    int rest = (int) (to % MAX_WIDTH);
    return from == to || rest == 0
        ? full
        : Stream.concat(full, Stream.of(new Tile(level, to / MAX_WIDTH, rest)));
  }
}
