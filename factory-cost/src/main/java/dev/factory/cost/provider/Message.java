package dev.factory.cost.provider;

/**
 * One message of a call.
 *
 * @param role who speaks: {@code system}, {@code user}, {@code assistant}; 1 to 32 lower-case
 *     letters
 * @param text what is said
 */
public record Message(String role, String text) {

  /** Refuses a role that is none. */
  public Message {
    if (!role.matches("[a-z]{1,32}")) {
      throw new IllegalArgumentException("a role is 1 to 32 lower-case letters");
    }
  }

  /** {@return what a person asks} */
  public static Message user(String text) {
    return new Message("user", text);
  }

  /** {@return what the host tells the model} */
  public static Message system(String text) {
    return new Message("system", text);
  }

  /** The text may be personal and stays out of logs. */
  @Override
  public String toString() {
    return "Message[role=" + role + ", " + text.length() + " characters]";
  }
}
