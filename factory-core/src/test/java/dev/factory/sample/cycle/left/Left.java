package dev.factory.sample.cycle.left;

import dev.factory.sample.cycle.right.Right;

public record Left(Right other) {}
