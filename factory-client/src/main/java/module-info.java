/** Typed client of the hosted API. */
@org.jspecify.annotations.NullMarked
module dev.factory.client {
  requires static transitive org.jspecify;
}
