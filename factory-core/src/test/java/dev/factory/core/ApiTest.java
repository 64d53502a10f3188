package dev.factory.core;

import dev.factory.core.testkit.ApiSurface;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void thePublicApiIsTheCommittedOne() {
    ApiSurface.ofModuleOf(FactoryException.class).requireCommitted();
  }
}
