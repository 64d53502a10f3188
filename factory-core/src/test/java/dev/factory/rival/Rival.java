package dev.factory.rival;

public record Rival(String name) {}
