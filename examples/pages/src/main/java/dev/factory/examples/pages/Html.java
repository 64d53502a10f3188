package dev.factory.examples.pages;

import dev.factory.core.money.MicroMoney;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page that is being written. Markup is what this program says, text is what others said; text is
 * always escaped. The page runs no script and loads nothing.
 */
public final class Html {
  private final StringBuilder page = new StringBuilder();

  /** Begins a page with the style of all pages of the examples. */
  public Html(String title) {
    markup(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'">
        <title>""");
    text(title)
        .markup("</title>\n<style>\n")
        .markup(styles())
        .markup("</style>\n</head>\n<body>\n");
  }

  /** Adds markup of the program's own, as it is. */
  public Html markup(String markup) {
    page.append(markup);
    return this;
  }

  /** Escaped for elements and for attributes in double quotes. */
  public Html text(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '&' -> page.append("&amp;");
        case '<' -> page.append("&lt;");
        case '>' -> page.append("&gt;");
        case '"' -> page.append("&quot;");
        case '\'' -> page.append("&#39;");
        default -> page.append(character);
      }
    }
    return this;
  }

  /** An amount with its millionths in a quieter colour. */
  public Html amount(MicroMoney amount) {
    ExactAmount parts = ExactAmount.of(amount);
    return markup("<span class=\"amount\">")
        .text(parts.minor())
        .markup("<span class=\"micro\">")
        .text(parts.micros())
        .markup("</span></span>");
  }

  /** A hash or an id, which may break anywhere. */
  public Html code(String text) {
    return markup("<code>").text(text).markup("</code>");
  }

  /** {@return the whole page in UTF-8} */
  public byte[] toBytes() {
    return (page + "</body>\n</html>\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String styles() {
    try (InputStream css = Html.class.getResourceAsStream("page.css")) {
      if (css == null) {
        throw new IllegalStateException("the program lacks its own resource page.css");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
