package dev.factory.core.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public API of a module as text, compared with the {@code api.txt} that is committed beside
 * its POM, so that no public name comes, goes or changes unnoticed.
 *
 * <p>It holds what a stranger's code can use: public and protected types of exported packages, with
 * type parameters, supertypes, record components, permitted subtypes, fields, constructors,
 * methods, declared exceptions and {@code @Nullable}. Order and text are the same on every Java
 * version.
 *
 * <p>A module uses it in a test of one line: {@code
 * ApiSurface.ofModuleOf(Receipts.class).requireCommitted()}.
 */
public final class ApiSurface {
  /** Set to {@code true}, the file is written instead of compared. */
  public static final String UPDATE_PROPERTY = "api.update";

  private static final int SHOWN_DIFFERENCES = 40;
  private static final Pattern DECLARATION =
      Pattern.compile("^\\S.*?(?:class|interface|record|enum) ([\\w.]+)");

  private final Path file;
  private final List<String> lines;

  ApiSurface(Path file, String module, Collection<Class<?>> types) {
    this.file = file;
    this.lines = new ArrayList<>();
    lines.add("# The public API of " + module + ".");
    lines.add("# Written and compared by its ApiTest; rewrite it with -Dapi.update=true.");
    types.stream()
        .filter(TypeText::isVisible)
        .sorted(Comparator.comparing(Class::getName))
        .forEach(
            type -> {
              lines.add("");
              lines.addAll(TypeText.of(type));
            });
  }

  /**
   * {@return the API of the module that {@code mainClass} was compiled into}
   *
   * @throws IllegalArgumentException if it does not come from the {@code target/classes} folder of
   *     a module
   */
  public static ApiSurface ofModuleOf(Class<?> mainClass) {
    ModuleClasses module = ModuleClasses.of(mainClass);
    return new ApiSurface(
        module.root().resolve("api.txt"), module.descriptor().name(), module.exported());
  }

  /** {@return the text, one declaration a line} */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Compares with the committed file or, if the system property {@value #UPDATE_PROPERTY} is {@code
   * true}, writes it.
   *
   * @throws AssertionError if they differ; it lists the differences and how to accept them
   */
  public void requireCommitted() {
    // an undefined Maven property arrives as its own name, so only "true" counts
    requireCommitted("true".equals(System.getProperty(UPDATE_PROPERTY)));
  }

  void requireCommitted(boolean update) {
    try {
      if (update) {
        Files.write(file, lines);
        return;
      }
      List<String> committed = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (!committed.equals(lines)) {
        throw new AssertionError(explain(committed));
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private String explain(List<String> committed) {
    List<String> differences = new ArrayList<>();
    removed(committed, lines).forEach(line -> differences.add("- " + line));
    removed(lines, committed).forEach(line -> differences.add("+ " + line));
    StringBuilder message =
        new StringBuilder("the public API is not the one in " + file.getFileName() + ":\n");
    differences.stream()
        .limit(SHOWN_DIFFERENCES)
        .forEach(difference -> message.append("  ").append(difference).append('\n'));
    if (differences.size() > SHOWN_DIFFERENCES) {
      int more = differences.size() - SHOWN_DIFFERENCES;
      message.append("  and ").append(more).append(" more\n");
    }
    return message
        .append("If that is what you want, run the same tests with -Dapi.update=true and commit ")
        .append(file.getFileName())
        .append('.')
        .toString();
  }

  private static List<String> removed(List<String> before, List<String> after) {
    List<String> rest = withTypes(before);
    withTypes(after).forEach(rest::remove);
    return rest;
  }

  /** Members with the type they belong to, so that a difference can be read without the file. */
  private static List<String> withTypes(List<String> lines) {
    List<String> result = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      Matcher declaration = DECLARATION.matcher(line);
      if (declaration.find()) {
        type = declaration.group(1);
      }
      if (!line.isEmpty()) {
        result.add(line.startsWith(" ") ? type + ": " + line.strip() : line);
      }
    }
    return result;
  }
}
