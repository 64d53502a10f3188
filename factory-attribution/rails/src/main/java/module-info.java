/** Means of payment a host may choose: Stripe transfers, and files for a bank. */
@org.jspecify.annotations.NullMarked
module dev.factory.attribution.rail {
  requires static transitive org.jspecify;
  requires transitive dev.factory.attribution;
  requires java.net.http;

  exports dev.factory.attribution.rail;
}
