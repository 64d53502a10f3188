package dev.factory.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says that a text or a value is refused, and how. */
final class Refusals {
  private Refusals() {}

  /** Both ways to read a text refuse it at the same byte and for the same reason. */
  static void assertRefused(byte[] text, int offset, JsonProblem problem) {
    assertRefused(() -> CanonicalJson.canonicalize(text), offset, problem);
    assertRefused(() -> CanonicalJson.parseValue(text), offset, problem);
    assertThat(CanonicalJson.isCanonical(text)).isFalse();
  }

  static void assertRefused(String text, int offset, JsonProblem problem) {
    assertRefused(text.getBytes(UTF_8), offset, problem);
  }

  static void assertRefused(ThrowingCallable call, int offset, JsonProblem problem) {
    InvalidJsonException refusal = refusal(call);
    assertThat(refusal.offset()).isEqualTo(offset);
    assertThat(refusal).hasMessage(problem.atByte(offset).getMessage());
  }

  /** A value of a tree is refused, and the message leads to it. */
  static void assertRefused(ThrowingCallable call, String path, JsonProblem problem) {
    InvalidJsonException refusal = refusal(call);
    assertThat(refusal.offset()).isEqualTo(-1);
    assertThat(refusal).hasMessage(problem.atMember(path).getMessage());
  }

  static InvalidJsonException refusal(ThrowingCallable call) {
    InvalidJsonException refusal = catchThrowableOfType(InvalidJsonException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo("core.invalid-json");
    return refusal;
  }
}
