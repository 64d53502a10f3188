package dev.factory.attribution.rail;

import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of Stripe's API; a member that is missing or of another type is an error. */
record StripeObject(Map<String, ? extends @Nullable Object> members) {

  static StripeObject parse(byte[] body) {
    return new StripeObject(CanonicalJson.parseObject(body));
  }

  String text(String name) {
    return as(String.class, name, members.get(name));
  }

  long integer(String name) {
    return as(Long.class, name, members.get(name));
  }

  StripeObject object(String name) {
    return object(name, members.get(name));
  }

  List<StripeObject> objects(String name) {
    List<?> list = as(List.class, name, members.get(name));
    return list.stream().map(item -> object(name, item)).toList();
  }

  @SuppressWarnings("unchecked") // a JSON object has text keys
  private static StripeObject object(String name, @Nullable Object value) {
    return new StripeObject((Map<String, @Nullable Object>) as(Map.class, name, value));
  }

  private static <T> T as(Class<T> type, String name, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw new FactoryException(
          "attribution.unreadable-document",
          "what Stripe said lacks the member \""
              + name
              + "\" or has it with another type; nothing was read: look at the transfer there");
    }
    return type.cast(value);
  }
}
