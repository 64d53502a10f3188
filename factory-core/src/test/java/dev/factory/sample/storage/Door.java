package dev.factory.sample.storage;

import dev.factory.sample.jdbc.Table;

public record Door(Table table) {}
