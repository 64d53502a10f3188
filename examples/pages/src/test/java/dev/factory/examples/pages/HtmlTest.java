package dev.factory.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlTest {
  private static String text(Html html) {
    return new String(html.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatOthersSaidIsNeverMarkup() {
    Html html = new Html("<title>").text("</p><script>'\"&").code("a<b");
    assertThat(text(html))
        .contains("<title>&lt;title&gt;</title>")
        .contains("&lt;/p&gt;&lt;script&gt;&#39;&quot;&amp;")
        .contains("<code>a&lt;b</code>")
        .doesNotContain("<script");
  }

  @Test
  void aPageLoadsNothingAndIsWhole() {
    String page = text(new Html("Statement"));
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
        .contains("@page {")
        .endsWith("</body>\n</html>\n")
        .doesNotContain("http://", "https://", "url(");
  }

  @Test
  void theMillionthsOfAnAmountAreQuieter() {
    Html html = new Html("Statement").amount(MicroMoney.ofMicro(CurrencyUnit.of("USD"), 1_500L));
    assertThat(text(html))
        .contains("<span class=\"amount\">$0.00<span class=\"micro\">001500</span></span>");
  }
}
