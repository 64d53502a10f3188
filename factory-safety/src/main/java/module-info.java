/** Screening of text, redaction and human review. */
@org.jspecify.annotations.NullMarked
module dev.factory.safety {
  requires static transitive org.jspecify;
}
