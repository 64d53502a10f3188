package dev.factory.attribution;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.identity.IdentityHash;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.policy.CustomModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.spi.StoreView;
import dev.factory.core.FactoryException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host adds to the rules of a store: the functions of its own models, and which keys are one
 * person.
 *
 * @param models the functions
 * @param latest stitches what is attributed from now on
 * @param identities the versions that credits may name, by hash
 */
record Rules(
    List<CustomModel> models,
    IdentityVersion latest,
    Map<IdentityHash, IdentityVersion> identities) {
  static final Rules PLAIN =
      new Rules(List.of(), IdentityVersion.NONE, Map.of(IdentityHash.NONE, IdentityVersion.NONE));

  Rules with(Collection<CustomModel> more) {
    return new Rules(List.copyOf(more), latest, identities);
  }

  Rules stitching(List<IdentityVersion> versions) {
    Map<IdentityHash, IdentityVersion> byHash = new HashMap<>(PLAIN.identities);
    versions.forEach(version -> byHash.put(version.hash(), version));
    return new Rules(models, versions.get(versions.size() - 1), Map.copyOf(byHash));
  }

  PolicyBook of(StoreView view) {
    return PolicyBook.of(view.policies()).binding(models);
  }

  /** {@return the version that the events of these credits were stitched by} */
  IdentityVersion identityOf(CreditSet set) {
    IdentityVersion version = identities.get(set.identity());
    if (version == null) {
      throw new FactoryException(
          "attribution.identity-missing",
          "the credits of "
              + set.conversionId()
              + " were stitched by "
              + set.identity()
              + ", which was not given; nothing was computed: give every version that was used");
    }
    return version;
  }
}
