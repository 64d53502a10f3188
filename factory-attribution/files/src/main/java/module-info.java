/** Touchpoints, conversions and reversals from the files people have. */
@org.jspecify.annotations.NullMarked
module dev.factory.attribution.files {
  requires static transitive org.jspecify;
  requires transitive dev.factory.attribution;
  requires de.siegmar.fastcsv;

  exports dev.factory.attribution.files;
}
