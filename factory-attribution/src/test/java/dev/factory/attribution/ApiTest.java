package dev.factory.attribution;

import dev.factory.core.testkit.ApiSurface;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void thePublicApiIsTheCommittedOne() {
    ApiSurface.ofModuleOf(Attribution.class).requireCommitted();
  }
}
