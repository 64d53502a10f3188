/** From touchpoints to credit, commission and statements, exact to the millionth of a cent. */
@org.jspecify.annotations.NullMarked
module dev.factory.attribution {
  requires static transitive org.jspecify;
  requires transitive dev.factory.core;

  exports dev.factory.attribution;
  exports dev.factory.attribution.credit;
  exports dev.factory.attribution.dispute;
  exports dev.factory.attribution.event;
  exports dev.factory.attribution.fitting;
  exports dev.factory.attribution.identity;
  exports dev.factory.attribution.ledger;
  exports dev.factory.attribution.memory;
  exports dev.factory.attribution.payout;
  exports dev.factory.attribution.policy;
  exports dev.factory.attribution.screen;
  exports dev.factory.attribution.spi;
  exports dev.factory.attribution.statement;
}
