package dev.factory.attribution.internal;

import dev.factory.core.FactoryException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a parsed JSON object, with their types checked once. */
public final class JsonMembers {
  private final String what;
  private final Map<String, @Nullable Object> members;

  /**
   * @param what the document, for messages: {@code a policy}
   * @param members what it holds
   */
  public JsonMembers(String what, Map<String, @Nullable Object> members) {
    this.what = what;
    this.members = members;
  }

  /** {@return the text of a member that must be there} */
  public String text(String name) {
    return as(String.class, name, members.get(name));
  }

  /** {@return the text of a member, or null if there is none} */
  public @Nullable String textOrNull(String name) {
    return members.containsKey(name) ? text(name) : null;
  }

  /** {@return the whole number of a member that must be there} */
  public long integer(String name) {
    return as(Long.class, name, members.get(name));
  }

  /** {@return whether there is such a member} */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** {@return whether there is such a member and it is a text} */
  public boolean isText(String name) {
    return members.get(name) instanceof String;
  }

  /** {@return the texts of a list that must be there} */
  public List<String> texts(String name) {
    List<?> list = as(List.class, name, members.get(name));
    return list.stream().map(item -> as(String.class, name, item)).toList();
  }

  /** {@return the objects of a list that must be there} */
  public List<JsonMembers> objects(String name) {
    List<?> list = as(List.class, name, members.get(name));
    return list.stream().map(item -> object(name, item)).toList();
  }

  /** {@return an object that must be there} */
  public JsonMembers object(String name) {
    return object(name, members.get(name));
  }

  /** {@return an object that must be there, as it was read} */
  public Map<String, @Nullable Object> map(String name) {
    return object(name).members;
  }

  /** {@return the names there are} */
  public Iterable<String> names() {
    return members.keySet();
  }

  /** Refuses a document whose member {@code v} is not {@code version}. */
  public void requireVersion(long version) {
    if (!Long.valueOf(version).equals(members.get("v"))) {
      throw damaged("has another version than " + version);
    }
  }

  @SuppressWarnings("unchecked") // a JSON object has text keys
  private JsonMembers object(String name, @Nullable Object value) {
    return new JsonMembers(what, (Map<String, @Nullable Object>) as(Map.class, name, value));
  }

  private <T> T as(Class<T> type, String name, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw damaged("lacks the member \"" + name + "\" or has it with another type");
    }
    return type.cast(value);
  }

  /** {@return the error that {@code problem} makes this document unreadable} */
  public FactoryException damaged(String problem, Exception cause) {
    return new FactoryException("attribution.unreadable-document", message(problem), cause);
  }

  private FactoryException damaged(String problem) {
    return new FactoryException("attribution.unreadable-document", message(problem));
  }

  private String message(String problem) {
    return what + " " + problem + "; nothing was read: use it as this library wrote it";
  }
}
