package io.sluice.junit;

import io.sluice.HandleWatch;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What all tests of one run share. JUnit closes it at the end of the run. */
final class TestSession implements AutoCloseable {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TestSession.class);
    private static final long DEFAULT_PATIENCE_MILLIS = 10_000;

    private final QueueFolder queues = QueueFolder.open();
    private final Requirements requirements = new Requirements();
    private final OpenedHandles handles;
    private final HandleWatch watch;
    private @Nullable CCompiler compiler;

    private TestSession(Duration patience) {
        Leftovers.remove(queues);
        handles = new OpenedHandles(queues, patience);
        watch = HandleWatch.begin(handles::add);
    }

    static synchronized TestSession of(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        TestSession session = store.get(TestSession.class, TestSession.class);
        if (session == null) {
            long patience = context.getConfigurationParameter(LeakCheck.PATIENCE_PARAMETER, Long::valueOf)
                    .orElse(DEFAULT_PATIENCE_MILLIS);
            session = new TestSession(Duration.ofMillis(patience));
            store.put(TestSession.class, session);
        }
        return session;
    }

    Requirements requirements() {
        return requirements;
    }

    OpenedHandles handles() {
        return handles;
    }

    synchronized CCompiler compiler() {
        if (compiler == null) {
            compiler = new CCompiler();
        }
        return compiler;
    }

    @Override
    public synchronized void close() throws IOException {
        watch.close();
        queues.close();
        if (compiler != null) {
            compiler.close();
        }
    }
}
