package dev.factory.examples.cli;

import dev.factory.receipts.PublicKey;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which keys a command believes. Keys that stand in the ledger are believed only if the caller
 * knows its first receipt by its hash, or says that it shall be believed unseen; from there its own
 * history of keys leads on.
 */
final class TrustOptions {
  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "Believe this key: PEM, JWK or JWK set. May be repeated.")
  private List<Path> publicKeys = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Believe the public half of this signing key (PEM).")
  private @Nullable Path signingKey;

  @Option(
      names = "--genesis",
      paramLabel = "HASH",
      description = "Believe the keys of the ledger whose first receipt has this hash.")
  private @Nullable String genesis;

  @Option(
      names = "--trust-genesis",
      description =
          "Believe the keys the ledger itself names. Whoever can rewrite it can rewrite them.")
  private boolean trustGenesis;

  /** {@return whether no key was named} */
  boolean isEmpty() {
    return publicKeys.isEmpty() && signingKey == null && genesis == null && !trustGenesis;
  }

  /**
   * {@return what to believe of the ledger in {@code store}}
   *
   * @throws CliException {@code cli.no-key} if nothing was named, {@code cli.other-genesis} if the
   *     ledger begins with another receipt than the one given
   */
  TrustedKeys keys(Session session, ReceiptStore store) {
    return genesis == null && !trustGenesis
        ? named(session)
        : from(session, Genesis.of(store).receipt());
  }

  /** {@return what to believe of a ledger that begins with {@code first}; throws as the other} */
  TrustedKeys from(Session session, Receipt first) {
    if (genesis == null && !trustGenesis) {
      return named(session);
    }
    if (!publicKeys.isEmpty() || signingKey != null) {
      throw new CliException(
          "cli.usage", "give keys or the genesis, and not both; nothing was checked");
    }
    if (genesis != null && !first.hash().equals(pinned(genesis))) {
      throw new CliException(
          "cli.other-genesis",
          "the ledger begins with receipt "
              + first.hash()
              + " and not with the one given; nothing was checked: it is another ledger, or its"
              + " beginning was rewritten");
    }
    return TrustedKeys.pinnedGenesis(first.hash());
  }

  private TrustedKeys named(Session session) {
    return TrustedKeys.of(publicKeys(session));
  }

  /** {@return the keys in the files that were named, at least one; throws as {@link #keys}} */
  List<PublicKey> publicKeys(Session session) {
    if (publicKeys.isEmpty() && signingKey == null) {
      throw new CliException(
          "cli.no-key",
          "there is no key to verify with; nothing was checked: give --public-key FILE, or --genesis"
              + " HASH as \"factory receipts keys\" shows it, or --trust-genesis");
    }
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : publicKeys) {
      keys.addAll(KeyFiles.publicKeys(session.file(file)));
    }
    if (signingKey != null) {
      keys.add(SigningKey.loadPem(session.file(signingKey)).verifier());
    }
    return keys;
  }

  private static ReceiptHash pinned(String text) {
    try {
      return ReceiptHash.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.usage",
          "--genesis is \"sha256:\" and 64 lower-case hex digits; nothing was checked");
    }
  }
}
