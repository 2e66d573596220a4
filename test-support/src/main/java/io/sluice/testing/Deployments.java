package io.sluice.testing;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs applications as an application server does: each time in a class loader of its own. */
public final class Deployments {
    private final ClassLoader server;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private Deployments(ClassLoader server) {
        this.server = server;
    }

    /**
     * Each deployment has JNA for itself.
     *
     * @return a server without deployments
     */
    public static Deployments withTheirOwnJna() {
        return new Deployments(ClassLoader.getPlatformClassLoader());
    }

    /**
     * All deployments use the same JNA, and so does the server: JNA's thread is not one of theirs.
     *
     * @return a server without deployments
     */
    public static Deployments withJnaOfTheServer() {
        NativeLibrary.getProcess().getFunction("getpid");
        return new Deployments(new JnaOfTheServer());
    }

    /**
     * Deploys on the calling thread, which a server would use again. The application finds its class loader as the thread's one.
     *
     * @param application loaded anew, made and called
     * @return what it returns
     * @throws Exception what it throws
     */
    @SuppressWarnings("unchecked")
    public int deploy(Class<? extends Callable<Integer>> application) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(), server)) {
            loaders.add(new WeakReference<>(loader));
            thread.setContextClassLoader(loader);
            return ((Callable<Integer>) loader.loadClass(application.getName())
                            .getDeclaredConstructor()
                            .newInstance())
                    .call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws IOException {
        List<URL> libraries = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            libraries.add(Path.of(path).toUri().toURL());
        }
        return libraries.toArray(URL[]::new);
    }

    /**
     * Lets the collector run.
     *
     * @return whether no class loader of a deployment is left
     */
    public boolean areAllCollected() {
        letTheJdkForgetTheLastRecord();
        System.gc();
        return loaders.stream().allMatch(loader -> loader.get() == null);
    }

    /** JDK 17 holds the classes of the record whose methods were linked last. This links those of one of the server's. */
    private static void letTheJdkForgetTheLastRecord() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle getter = lookup.findGetter(OfTheServer.class, "next", OfTheServer.class);
            MethodType equals = MethodType.methodType(boolean.class, OfTheServer.class, Object.class);
            MethodType hashCode = MethodType.methodType(int.class, OfTheServer.class);
            ObjectMethods.bootstrap(lookup, "equals", equals, OfTheServer.class, "next", getter);
            ObjectMethods.bootstrap(lookup, "hashCode", hashCode, OfTheServer.class, "next", getter);
        } catch (Throwable refused) {
            throw new AssertionError(refused);
        }
    }

    private record OfTheServer(OfTheServer next) {}

    private static final class JnaOfTheServer extends ClassLoader {
        JnaOfTheServer() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.sun.jna.")) {
                return NativeLibrary.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
