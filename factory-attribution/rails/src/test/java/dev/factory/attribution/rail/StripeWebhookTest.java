package dev.factory.attribution.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.core.money.Money;
import dev.factory.core.testing.SettableTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class StripeWebhookTest {
  private static final String SECRET = "whsec_test";
  private static final PayoutId PAYOUT = new PayoutId("po_" + "1".repeat(40));

  private final SettableTime time = SettableTime.at("2026-02-02T09:00:00Z");
  private final StripeWebhook webhook =
      StripeWebhook.of(List.of(SECRET), StripeWebhook.TOLERANCE, time);

  private static String event(String type, long reversed) {
    return """
        {
          "id": "evt_1",
          "type": "%s",
          "data": {
            "object": {
              "id": "tr_1", "object": "transfer", "amount": 3500, "amount_reversed": %d,
              "currency": "usd", "livemode": false, "reversals": {"data": []},
              "source_transaction": null, "transfer_group": "%s"
            }
          }
        }
        """
        .formatted(type, reversed, PAYOUT);
  }

  private static String v1(String secret, long seconds, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = (seconds + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private StripeNotice read(String body, String signature) {
    return webhook.read(body.getBytes(StandardCharsets.UTF_8), signature);
  }

  private String signed(String body) {
    long now = time.instant().getEpochSecond();
    return "t=" + now + "," + v1(SECRET, now, body);
  }

  @Test
  void aSignatureMadeByAnotherProgramIsBelieved() {
    time.set(Instant.ofEpochSecond(1_770_022_800));
    // printf '1770022800.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
    String header =
        "t=1770022800," + "v1=8853b23ba35258340b3c340442765800a80042482e7ab36440cee6463260eee0";
    assertThat(read("{\"id\":\"evt_1\"}", header)).isEqualTo(new StripeNotice.NotOurs(""));
  }

  @Test
  void aTransferThatWasMadeIsPaidAndOneTakenBackIsReturned() {
    String made = event("transfer.created", 0);
    assertThat(read(made, signed(made)))
        .isEqualTo(
            new StripeNotice.Told(
                "evt_1",
                PAYOUT,
                new RailFinding.Found(
                    "tr_1", Money.ofMinor("USD", 3_500), RailFinding.Stage.PAID)));
    String back = event("transfer.reversed", 3_500);
    assertThat(read(back, signed(back)))
        .isInstanceOfSatisfying(
            StripeNotice.Told.class,
            told -> assertThat(told.found().stage()).isEqualTo(RailFinding.Stage.RETURNED));
    String part = event("transfer.reversed", 1_000);
    assertThat(read(part, signed(part)))
        .isEqualTo(new StripeNotice.Unclear("evt_1", PAYOUT, "partly-reversed"));
  }

  @Test
  void whatIsAboutOtherThingsIsNotOurs() {
    String other = event("charge.succeeded", 0);
    assertThat(read(other, signed(other))).isEqualTo(new StripeNotice.NotOurs("charge.succeeded"));
    String foreign = event("transfer.created", 0).replace(PAYOUT.value(), "ORDER10");
    assertThat(read(foreign, signed(foreign)))
        .isEqualTo(new StripeNotice.NotOurs("transfer.created"));
    assertThat(read("nonsense", signed("nonsense"))).isEqualTo(new StripeNotice.NotOurs(""));
  }

  @Test
  void oneOfSeveralSignaturesAndOneOfTwoSecretsIsEnough() {
    String body = event("transfer.created", 0);
    long now = time.instant().getEpochSecond();
    String header =
        "t=" + now + ",v0=ab," + v1("whsec_old", now, body) + "," + v1(SECRET, now, body);
    assertThat(read(body, header)).isInstanceOf(StripeNotice.Told.class);
    StripeWebhook both =
        StripeWebhook.of(List.of("whsec_new", SECRET), StripeWebhook.TOLERANCE, time);
    assertThat(both.read(body.getBytes(StandardCharsets.UTF_8), signed(body)))
        .isInstanceOf(StripeNotice.Told.class);
  }

  @Test
  void anythingThatWasChangedIsNotGenuine() {
    String body = event("transfer.created", 0);
    long now = time.instant().getEpochSecond();
    String right = v1(SECRET, now, body);
    StripeNotice differs = new StripeNotice.NotGenuine("signature-differs");
    assertThat(read(body.replace("3500", "3501"), "t=" + now + "," + right)).isEqualTo(differs);
    assertThat(read(body, "t=" + (now + 1) + "," + right)).isEqualTo(differs);
    assertThat(read(body, "t=" + now + "," + v1("whsec_other", now, body))).isEqualTo(differs);
    assertThat(read(body, "t=" + now + "," + right.toUpperCase(Locale.ROOT))).isEqualTo(differs);
    assertThat(read(body, "t=" + now)).isEqualTo(differs);
    assertThat(read(body, right)).isEqualTo(new StripeNotice.NotGenuine("no-time"));
    assertThat(read(body, "t=soon," + right)).isEqualTo(new StripeNotice.NotGenuine("no-time"));
    assertThat(webhook.read(new byte[0], null))
        .isEqualTo(new StripeNotice.NotGenuine("no-signature"));
  }

  @Test
  void aSignatureIsGoodForFiveMinutesEitherWay() {
    String body = event("transfer.created", 0);
    String header = signed(body);
    time.advance(Duration.ofMinutes(5));
    assertThat(read(body, header)).isInstanceOf(StripeNotice.Told.class);
    time.advance(Duration.ofMillis(1));
    assertThat(read(body, header)).isEqualTo(new StripeNotice.NotGenuine("not-of-now"));
    time.advance(Duration.ofMinutes(-11));
    assertThat(read(body, header)).isEqualTo(new StripeNotice.NotGenuine("not-of-now"));
  }

  @Test
  void aWebhookWithoutASecretIsRefused() {
    for (List<String> secrets : List.of(List.<String>of(), List.of(" "))) {
      assertThatThrownBy(() -> StripeWebhook.of(secrets, StripeWebhook.TOLERANCE, time))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
