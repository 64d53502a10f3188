/** What the pages that the examples write have in common. */
@org.jspecify.annotations.NullMarked
module dev.factory.examples.pages {
  requires static org.jspecify;
  requires transitive dev.factory.core;

  exports dev.factory.examples.pages;
}
