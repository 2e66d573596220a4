package io.sluice.blocking;

/**
 * A daemon thread that inherits nothing from the thread that starts it: no thread locals, context class loader, thread group
 * or priority. A pooled thread works for others later, and must not carry the first one's identity or keep its classes.
 */
class UnrelatedThread extends Thread {
    @SuppressWarnings("ThreadPriorityCheck") // it is set back to the default
    UnrelatedThread(Runnable task, String name) {
        super(rootGroup(), task, name, 0, false);
        setDaemon(true);
        setPriority(NORM_PRIORITY);
        setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = parent.getParent()) {
            group = parent;
        }
        return group;
    }
}
