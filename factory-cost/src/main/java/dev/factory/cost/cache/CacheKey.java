package dev.factory.cost.cache;

import dev.factory.core.json.CanonicalJson;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.Target;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names an answer: whose it is, and the SHA-256 of everything it depends on. Two calls have one key
 * only if they are of one tenant, to one model in one version, and the same to the last character.
 *
 * @param tenant whose answer it is
 * @param digest 64 lower-case hex digits, of canonical JSON (RFC 8785) that holds the tenant too
 */
public record CacheKey(String tenant, String digest) {
  private static final int VERSION = 1;

  /** {@return the key of a call of {@code tenant} to {@code target}} */
  public static CacheKey of(String tenant, Target target, ModelCall call) {
    List<List<String>> messages = call.messages().stream().map(CacheKey::parts).toList();
    byte[] canonical =
        CanonicalJson.of(
            Map.of(
                "v", VERSION,
                "tenant", tenant,
                "target", parts(target),
                "messages", messages,
                "maxOutput", Long.toString(call.maxOutput()),
                "answers", call.answers(),
                "options", call.options()));
    try {
      return new CacheKey(
          tenant, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static List<String> parts(Target target) {
    return List.of(
        target.provider(),
        target.model(),
        target.price().serviceTier(),
        target.price().region(),
        target.version());
  }

  private static List<String> parts(Message message) {
    return List.of(message.role(), message.text());
  }
}
