package dev.factory.receipts.archive;

import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A store that has lost the payload of one receipt. */
final class LossyStore {
  private LossyStore() {}

  @SuppressWarnings("unchecked") // the third parameter of range is a consumer of receipts
  static ReceiptStore of(ReceiptStore store, long lost) {
    return (ReceiptStore)
        Proxy.newProxyInstance(
            LossyStore.class.getClassLoader(),
            new Class<?>[] {ReceiptStore.class},
            (proxy, method, args) -> {
              if (!method.getName().equals("range")) {
                return method.invoke(store, args);
              }
              Consumer<StoredReceipt> visitor = (Consumer<StoredReceipt>) args[2];
              store.range(
                  (long) args[0],
                  (long) args[1],
                  stored ->
                      visitor.accept(stored.seq() == lost ? stored.withPayload(null) : stored));
              return null;
            });
  }
}
