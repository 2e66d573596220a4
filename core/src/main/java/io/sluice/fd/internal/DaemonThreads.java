package io.sluice.fd.internal;

/**
 * Makes threads that serve the whole JVM. They inherit no thread locals and no context class loader of the thread that
 * happens to start them: those belong to one user, and would be kept from the collector.
 */
public final class DaemonThreads {
    private DaemonThreads() {}

    /**
     * Makes a thread, which is not started.
     *
     * @param name its name
     * @param body what it runs
     * @return a daemon
     */
    public static Thread create(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }
}
