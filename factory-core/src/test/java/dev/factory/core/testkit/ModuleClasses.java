package dev.factory.core.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled main classes of one module, found through one of them. */
final class ModuleClasses {
  private final Path folder;
  private final ClassLoader loader;

  private ModuleClasses(Path folder, ClassLoader loader) {
    this.folder = folder;
    this.loader = loader;
  }

  static ModuleClasses of(Class<?> oneOfThem) {
    try {
      Path folder = Path.of(oneOfThem.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.exists(folder.resolve("module-info.class"))) {
        throw new IllegalArgumentException(
            oneOfThem + " is not a main class of a module built in its target/classes folder");
      }
      return new ModuleClasses(folder, oneOfThem.getClassLoader());
    } catch (URISyntaxException broken) {
      throw new IllegalStateException("the place of " + oneOfThem + " is not a path", broken);
    }
  }

  /** {@return the folder of the compiled classes, {@code target/classes}} */
  Path folder() {
    return folder;
  }

  /** {@return the folder of the module's POM} */
  Path root() {
    return folder.resolve("../..").normalize();
  }

  ModuleDescriptor descriptor() {
    try (InputStream info = Files.newInputStream(folder.resolve("module-info.class"))) {
      return ModuleDescriptor.read(info);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** {@return every class of the packages that the module exports to all, nested ones too} */
  List<Class<?>> exported() {
    return descriptor().exports().stream()
        .filter(exports -> !exports.isQualified())
        .<Class<?>>flatMap(exports -> in(exports.source()))
        .toList();
  }

  private Stream<Class<?>> in(String packageName) {
    try (Stream<Path> files = Files.list(folder.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> packageName + "." + name.substring(0, name.length() - ".class".length()))
          .<Class<?>>map(this::load)
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("a class file of the module does not load", missing);
    }
  }
}
