package dev.factory.core.journal;

import java.util.Set;

/**
 * Which members of an event's data are personal, and whose they are.
 *
 * @param subject the data subject as the host's {@link SubjectKeys} know it: an internal id or
 *     pseudonym, never a name or an address; it is not stored in a receipt
 * @param fields names of top-level members of the data that are personal data of this subject; at
 *     least one
 */
public record SubjectRef(String subject, Set<String> fields) {

  /** Refuses an empty subject and an empty set of fields. */
  public SubjectRef {
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("a data subject needs a name that is not empty");
    }
    fields = Set.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "name at least one personal field, or leave the subject out");
    }
  }
}
