/** The main job on real input: from a click file to payouts that can be proved. */
@org.jspecify.annotations.NullMarked
module dev.factory.examples.quickstart {
  requires static org.jspecify;
  requires dev.factory.core;
  requires dev.factory.receipts;
  requires dev.factory.attribution;
  requires dev.factory.attribution.files;
  requires dev.factory.attribution.jdbc;
  requires dev.factory.examples.pages;
  requires info.picocli;
  requires java.sql;
  requires org.slf4j;

  opens dev.factory.examples.quickstart to
      info.picocli;
}
