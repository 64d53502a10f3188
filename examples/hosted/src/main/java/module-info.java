/** The reference deployment: HTTP API, dashboard and metrics. */
@org.jspecify.annotations.NullMarked
module dev.factory.examples.hosted {
  requires static transitive org.jspecify;
}
