package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.ForwardingStore;
import dev.assay.server.store.Store;
import dev.assay.server.store.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store with a fault that was planted: a proof that does not find it is worth nothing. */
final class FaultyStore extends ForwardingStore {
  private final Fault fault;
  private final AtomicInteger calls;

  FaultyStore(Store store, Fault fault, AtomicInteger calls) {
    super(store);
    this.fault = fault;
    this.calls = calls;
  }

  /** What is wrong with it, every so many times. */
  enum Fault {
    LOSES_A_COMMIT("Store.write", 23),
    FORGETS_A_BALANCE("BudgetTable.update", 7),
    FORGETS_A_JOURNAL_ENTRY("BudgetTable.append", 9),
    FORGETS_AN_ANSWER("RequestTable.insert", 3),
    FORGETS_AN_AUDIT_EVENT("AuditTable.append", 11),
    FORGETS_THAT_A_LEASE_ENDED("AssignmentTable.close", 4),
    FORGETS_A_LABEL("LabelTable.insert", 5),
    FORGETS_A_VOTE("TaskTable.update", 6),
    SERVES_A_PLACE_TWICE("WaveTable.setNextPosition", 4),
    FORGETS_THAT_ITEMS_WERE_SERVED("ProgressTable.addServed", 5),
    FORGETS_A_POLICY("ProjectTable.update", 2),
    FORGETS_A_PRICE("ItemTable.update", 1);

    private final String method;
    private final int every;

    Fault(String method, int every) {
      this.method = method;
      this.every = every;
    }
  }

  @Override
  public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
    UnitOfWork<R> faulty = transaction -> work.run(faulty(Transaction.class, transaction));
    return happens("Store.write") ? super.rehearse(faulty) : super.write(faulty);
  }

  private boolean happens(String method) {
    return method.equals(fault.method) && calls.incrementAndGet() % fault.every == 0;
  }

  private <T> T faulty(Class<T> type, Object real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(real, method, arguments)));
  }

  private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    if (happens(name)) {
      return null; // it says that it did it
    }
    try {
      Object result = method.invoke(real, arguments);
      boolean isTable = method.getReturnType().getSimpleName().endsWith("Table");
      return isTable && result != null ? faulty(method.getReturnType(), result) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
