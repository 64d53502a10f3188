package dev.factory.sample.nosy;

import dev.factory.rival.Rival;

public record Nosy(Rival rival) {}
