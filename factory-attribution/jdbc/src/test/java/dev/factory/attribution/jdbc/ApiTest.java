package dev.factory.attribution.jdbc;

import dev.factory.core.testkit.ApiSurface;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void thePublicApiIsTheCommittedOne() {
    ApiSurface.ofModuleOf(JdbcAttributionStore.class).requireCommitted();
  }
}
