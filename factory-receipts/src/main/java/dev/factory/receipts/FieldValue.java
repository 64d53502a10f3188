package dev.factory.receipts;

import org.jspecify.annotations.Nullable;

/** What became of one member of a receipt's data. */
public sealed interface FieldValue {

  /**
   * It is there, signed by a trusted key and what the header commits to.
   *
   * @param value as JSON holds it: text, number, boolean, list, map or null
   */
  record Present(@Nullable Object value) implements FieldValue {

    @Override
    public String toString() {
      return "Present[value not shown]"; // it may be personal
    }
  }

  /**
   * It was erased on purpose.
   *
   * @param certificate the receipt that says so, signed by a trusted key; see {@link
   *     ErasureCertificate#of}
   */
  record Erased(Receipt certificate) implements FieldValue {}

  /** There is no such receipt, or it never had such a member. */
  record Absent() implements FieldValue {}

  /**
   * It was signed with a key that is not trusted, at least not at this position; whether well or
   * not was not looked at.
   *
   * @param kid which key
   */
  record UnknownKey(String kid) implements FieldValue {}

  /**
   * It is not what was recorded, or gone and nothing says that it was erased.
   *
   * @param fault what is wrong
   */
  record Tampered(Fault fault) implements FieldValue {}
}
