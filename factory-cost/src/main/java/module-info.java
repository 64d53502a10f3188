/** AI spend that cannot run away: prices, budgets, limits and routing. */
@org.jspecify.annotations.NullMarked
module dev.factory.cost {
  requires static transitive org.jspecify;
}
