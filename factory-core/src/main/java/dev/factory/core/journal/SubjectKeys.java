package dev.factory.core.journal;

import java.util.Optional;

/**
 * The secret of each data subject, from which salts for commitments to personal fields are made.
 * Destroying a subject's secret makes every commitment of that subject unguessable for ever.
 *
 * <p><b>Stability:</b> one subject has one secret until it is destroyed; after that, {@link
 * #secret} throws for this subject and never gives another. <b>Threads:</b> safe for use by many
 * threads.
 */
@FunctionalInterface
public interface SubjectKeys {

  /**
   * {@return the subject's secret of at least 32 bytes, or empty if this host keeps its personal
   * fields in the clear}
   *
   * @param subject as {@link SubjectRef#subject()} names it
   * @throws dev.factory.core.FactoryException if the subject was erased or the key store does not
   *     answer; the event is then not recorded
   */
  Optional<byte[]> secret(String subject);

  /** {@return no keys at all: every field of every event stays in the clear group} */
  static SubjectKeys none() {
    return subject -> Optional.empty();
  }
}
