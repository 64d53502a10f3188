package dev.factory.sample.jdbc;

public record Table(String name) {
  Table self() {
    return this;
  }
}
