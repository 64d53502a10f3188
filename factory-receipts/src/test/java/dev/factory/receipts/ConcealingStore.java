package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A store whose index of types has lost one type, as somebody with the database can make it. */
final class ConcealingStore {
  private ConcealingStore() {}

  static ReceiptStore of(ReceiptStore store, String type) {
    InvocationHandler concealing =
        (proxy, method, arguments) -> {
          try {
            if (method.getName().equals("find")
                && arguments[0] instanceof ReceiptFilter filter
                && type.equals(filter.type())) {
              return List.<StoredReceipt>of();
            }
            return method.invoke(store, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    Object proxy =
        Proxy.newProxyInstance(
            ReceiptStore.class.getClassLoader(), new Class<?>[] {ReceiptStore.class}, concealing);
    assertThat(proxy).isInstanceOf(ReceiptStore.class);
    return (ReceiptStore) proxy;
  }
}
