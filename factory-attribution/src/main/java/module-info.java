/** attribution. */
@org.jspecify.annotations.NullMarked
module dev.factory.attribution {
  requires static transitive org.jspecify;
}
