/** receipts. */
@org.jspecify.annotations.NullMarked
module dev.factory.receipts {
  requires static transitive org.jspecify;
}
