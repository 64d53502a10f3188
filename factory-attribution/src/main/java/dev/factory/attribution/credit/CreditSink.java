package dev.factory.attribution.credit;

/** Takes what the kernel computes, one conversion after the other. */
@FunctionalInterface
public interface CreditSink {

  /** Takes the credits of one conversion. */
  void accept(CreditSet credits);
}
