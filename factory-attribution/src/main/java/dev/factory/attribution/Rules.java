package dev.factory.attribution;

import dev.factory.attribution.policy.CustomModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.spi.StoreView;
import java.util.Collection;
import java.util.List;

/**
 * How the rules of a store are read: with the functions that the host gave for its own models.
 *
 * @param models the functions
 */
record Rules(List<CustomModel> models) {
  static final Rules PLAIN = new Rules(List.of());

  Rules with(Collection<CustomModel> more) {
    return new Rules(List.copyOf(more));
  }

  PolicyBook of(StoreView view) {
    return PolicyBook.of(view.policies()).binding(models);
  }
}
