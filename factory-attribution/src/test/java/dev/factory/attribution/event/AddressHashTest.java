package dev.factory.attribution.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressHashTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final AddressHash HASH = AddressHash.keyed(KEY);

  /** The expected text was made with openssl: printf '\xc0\x00\x02\x01' | openssl dgst -hmac. */
  @Test
  void theHashIsHmacSha256OfTheBytesOfTheAddress() {
    assertThat(HASH.of("192.0.2.1"))
        .isEqualTo("sha256:3744535d3caeb87af5e696b80391a16fa28aeda16b44bfeecc3522e52ca35a74");
    assertThat(HASH.of("2001:db8::1"))
        .isEqualTo("sha256:b94b0248fb27777a1307b006a3759b444a2c07ed1b111490fb304c8a45216ed0");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:0DB8:0:0:0:0:0:1",
    "2001:db8::1, 2001:db8:0:0::1",
    "::, 0:0:0:0:0:0:0:0",
    "1::, 1:0:0:0:0:0:0:0",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::FFFF:c000:201, 192.0.2.1",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
  })
  void everyWayToWriteAnAddressGivesTheSame(String one, String other) {
    assertThat(HASH.of(one)).isEqualTo(HASH.of(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "192.0.2",
        "192.0.2.1.1",
        "192.0.2.256",
        "192.0.2.01",
        "192.0.2.-1",
        "192.0.2.1 ",
        "192.0.2.\u0661",
        "localhost",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "[::1]",
        "1:2:3:4:5:6:7::8",
        ":::",
        "::192.0.2",
        "192.0.2.1::",
        "192.0.2.1:80",
        "0x7f.0.0.1",
        "99999999999.0.0.1"
      })
  void anythingElseIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> HASH.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the text is not an IP address; allowed: ");
  }

  @Test
  void anotherKeyGivesAnotherHash() {
    byte[] other = KEY.clone();
    other[0]++;
    assertThat(AddressHash.keyed(other).of("192.0.2.1")).isNotEqualTo(HASH.of("192.0.2.1"));
  }

  @Test
  void theKeyIsACopyAndLongEnough() {
    byte[] key = KEY.clone();
    AddressHash hash = AddressHash.keyed(key);
    Arrays.fill(key, (byte) 0);
    assertThat(hash.of("192.0.2.1")).isEqualTo(HASH.of("192.0.2.1"));
    assertThatThrownBy(() -> AddressHash.keyed(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32 bytes, not 31");
  }
}
