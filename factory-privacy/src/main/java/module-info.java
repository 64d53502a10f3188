/** Data subject requests and erasure, with evidence. */
@org.jspecify.annotations.NullMarked
module dev.factory.privacy {
  requires static transitive org.jspecify;
}
