package dev.factory.receipts;

import dev.factory.core.testkit.ApiSurface;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void thePublicApiIsTheCommittedOne() {
    ApiSurface.ofModuleOf(Receipts.class).requireCommitted();
  }
}
