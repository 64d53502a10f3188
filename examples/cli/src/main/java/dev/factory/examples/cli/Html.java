package dev.factory.examples.cli;

import dev.factory.core.money.MicroMoney;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page that is being written. Markup is what this program says, text is what others said; text is
 * always escaped. The page runs no script and loads nothing.
 */
final class Html {
  private final StringBuilder page = new StringBuilder();

  Html(String title) {
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

  Html markup(String markup) {
    page.append(markup);
    return this;
  }

  /** Escaped for elements and for attributes in double quotes. */
  Html text(String text) {
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
  Html amount(MicroMoney amount) {
    String text = Amounts.exact(amount);
    int micros = text.length() - 6;
    return markup("<span class=\"amount\">")
        .text(text.substring(0, micros))
        .markup("<span class=\"micro\">")
        .text(text.substring(micros))
        .markup("</span></span>");
  }

  /** A hash or an id, which may break anywhere. */
  Html code(String text) {
    return markup("<code>").text(text).markup("</code>");
  }

  byte[] toBytes() {
    return (page + "</body>\n</html>\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String styles() {
    try (InputStream css = Html.class.getResourceAsStream("statement.css")) {
      if (css == null) {
        throw new IllegalStateException("the program lacks its own resource statement.css");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
