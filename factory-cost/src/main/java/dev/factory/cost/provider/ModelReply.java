package dev.factory.cost.provider;

/**
 * What a model answered.
 *
 * @param text of the first answer; empty if it has none, as when a tool is called
 * @param finish why it ended, in the provider's word: {@code stop}, {@code length}; may be empty
 * @param model which one answered, in the provider's word; may be empty
 * @param body the whole reply, JSON; empty if it was streamed
 */
public record ModelReply(String text, String finish, String model, String body) {

  /** {@return whether the model ended by itself, so that the same question may get it again} */
  public boolean isWhole() {
    return finish.equals("stop");
  }

  /** What was answered may be personal and stays out of logs. */
  @Override
  public String toString() {
    return "ModelReply[model=" + model + ", finish=" + finish + "]";
  }
}
