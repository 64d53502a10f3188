package dev.factory.cost.testkit;

import dev.factory.cost.provider.Failure;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.Provider;
import dev.factory.cost.provider.ProviderCall;
import dev.factory.cost.provider.ProviderOutcome;
import dev.factory.cost.provider.StreamSink;
import dev.factory.cost.usage.Usage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider in this process that answers as a test says, or when it says. */
public final class ScriptedProvider implements Provider {
  private final String name;
  private final ConcurrentLinkedQueue<ProviderOutcome> script = new ConcurrentLinkedQueue<>();
  private final List<Pending> calls = new CopyOnWriteArrayList<>();

  /** A provider that leaves every call open until the test answers it. */
  public ScriptedProvider(String name) {
    this.name = name;
  }

  /** A call that came. */
  public static final class Pending implements ProviderCall {
    private final String model;
    private final StreamSink sink;
    private final CompletableFuture<ProviderOutcome> outcome = new CompletableFuture<>();

    private Pending(String model, StreamSink sink) {
      this.model = model;
      this.sink = sink;
    }

    /** {@return which model was asked} */
    public String model() {
      return model;
    }

    /** {@return where pieces go; nowhere if it is not streamed} */
    public StreamSink sink() {
      return sink;
    }

    /** Ends it. */
    public void answer(ProviderOutcome came) {
      outcome.complete(came);
    }

    @Override
    public CompletableFuture<ProviderOutcome> outcome() {
      return outcome.copy();
    }

    @Override
    public void cancel() {
      outcome.complete(failed(Failure.sent(Failure.Kind.CANCELLED)));
    }
  }

  /** Answers the next calls at once. */
  public ScriptedProvider then(ProviderOutcome... outcomes) {
    script.addAll(List.of(outcomes));
    return this;
  }

  /** {@return the calls that came, in their order} */
  public List<Pending> calls() {
    return List.copyOf(calls);
  }

  /** {@return an answer that used {@code input} and {@code output} tokens} */
  public static ProviderOutcome answered(String text, long input, long output) {
    return new ProviderOutcome.Answered(
        new ModelReply(text, "stop", "", ""), Usage.of(input, output));
  }

  /** {@return no answer} */
  public static ProviderOutcome failed(Failure failure) {
    return new ProviderOutcome.Failed(failure);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProviderCall call(String model, ModelCall call) {
    return stream(model, call, (text, bytes) -> {});
  }

  @Override
  public ProviderCall stream(String model, ModelCall call, StreamSink sink) {
    Pending pending = new Pending(model, sink);
    calls.add(pending);
    ProviderOutcome next = script.poll();
    if (next != null) {
      pending.answer(next);
    }
    return pending;
  }
}
