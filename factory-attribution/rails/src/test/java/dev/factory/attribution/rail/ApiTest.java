package dev.factory.attribution.rail;

import dev.factory.core.testkit.ApiSurface;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void thePublicApiIsTheCommittedOne() {
    ApiSurface.ofModuleOf(StripeRail.class).requireCommitted();
  }
}
