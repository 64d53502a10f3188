package dev.factory.attribution.files;

import dev.factory.core.testkit.ApiSurface;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void thePublicApiIsTheCommittedOne() {
    ApiSurface.ofModuleOf(EventFiles.class).requireCommitted();
  }
}
