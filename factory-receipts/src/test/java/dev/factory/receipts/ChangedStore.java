package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store with one receipt in the place of another, wherever it is read. */
final class ChangedStore {
  private ChangedStore() {}

  static ReceiptStore of(ReceiptStore store, StoredReceipt changed) {
    InvocationHandler changing =
        (proxy, method, arguments) -> {
          try {
            if (method.getName().equals("range") && arguments[2] instanceof Consumer<?> visitor) {
              @SuppressWarnings("unchecked") // it is declared as one of receipts
              Consumer<StoredReceipt> receipts = (Consumer<StoredReceipt>) visitor;
              store.range(
                  (Long) arguments[0],
                  (Long) arguments[1],
                  receipt -> receipts.accept(exchanged(receipt, changed)));
              return null;
            }
            Object result = method.invoke(store, arguments);
            if (result instanceof Optional<?> found) {
              return found.map(item -> exchanged(item, changed));
            }
            return result instanceof List<?> list
                ? list.stream().map(item -> exchanged(item, changed)).toList()
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (ReceiptStore)
        Proxy.newProxyInstance(
            ReceiptStore.class.getClassLoader(), new Class<?>[] {ReceiptStore.class}, changing);
  }

  private static <T> T exchanged(T item, StoredReceipt changed) {
    @SuppressWarnings("unchecked") // T is StoredReceipt where the item is one
    T other = (T) changed;
    return item instanceof StoredReceipt receipt && receipt.seq() == changed.seq() ? other : item;
  }
}
