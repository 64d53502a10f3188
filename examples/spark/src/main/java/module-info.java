/** Attribution and receipt verification on Apache Spark. */
@org.jspecify.annotations.NullMarked
module dev.factory.examples.spark {
  requires static transitive org.jspecify;
}
