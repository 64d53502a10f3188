package dev.factory.attribution.policy;

import dev.factory.core.FactoryException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host's own function. Policies are stored with its id alone, so one that was read back has no
 * function until {@link PolicyBook#binding} gives it one.
 *
 * <p>Two are equal if their ids are: a function that computes anything else needs another id.
 */
public final class CustomModel implements CreditModel {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String id;
  private final @Nullable WeightFunction function;

  private CustomModel(String id, @Nullable WeightFunction function) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the id of a model is 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    this.id = id;
    this.function = function;
  }

  /**
   * {@return the model that divides by {@code function}}
   *
   * @param id names this very function for ever, for example {@code u-shape.v1}; 1 to 64 letters,
   *     digits, dots, hyphens or underscores
   */
  public static CustomModel of(String id, WeightFunction function) {
    return new CustomModel(id, Objects.requireNonNull(function, "function"));
  }

  static CustomModel unbound(String id) {
    return new CustomModel(id, null);
  }

  /** {@return the name of the function} */
  public String id() {
    return id;
  }

  @Override
  public String name() {
    return "CUSTOM";
  }

  @Override
  public long[] weights(CreditPath path) {
    return Weights.of(this, path);
  }

  /**
   * {@inheritDoc}
   *
   * @throws FactoryException {@code attribution.model-missing} if it has no function, {@code
   *     attribution.wrong-weights} if the function breaks its contract
   */
  @Override
  public void weigh(CreditPath path, long[] weights) {
    if (function == null) {
      throw new FactoryException(
          "attribution.model-missing",
          "the policy divides by the function \""
              + id
              + "\", which was not given; nothing was computed: bind it to the policies");
    }
    long[] own = function.weights(path);
    Weights.requireWeights(id, path.size(), own);
    System.arraycopy(own, 0, weights, 0, own.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CustomModel custom && custom.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "CustomModel[" + id + "]";
  }
}
