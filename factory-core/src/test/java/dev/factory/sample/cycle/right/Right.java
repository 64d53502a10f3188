package dev.factory.sample.cycle.right;

import dev.factory.sample.cycle.left.Left;
import java.util.List;

public record Right(List<Left> others) {
  Left first() {
    return others.get(0);
  }
}
