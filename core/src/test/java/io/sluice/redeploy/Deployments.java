package io.sluice.redeploy;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs applications as an application server does: each time in a class loader of its own. */
final class Deployments {
    private final ClassLoader server;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private Deployments(ClassLoader server) {
        this.server = server;
    }

    /** Each deployment has JNA for itself. */
    static Deployments withTheirOwnJna() {
        return new Deployments(ClassLoader.getPlatformClassLoader());
    }

    /** All deployments use the same JNA, and so does the server: JNA's thread is not one of theirs. */
    static Deployments withJnaOfTheServer() {
        NativeLibrary.getProcess().getFunction("getpid");
        return new Deployments(new JnaOfTheServer());
    }

    /** Deploys on the calling thread, which a server would use again. */
    @SuppressWarnings("unchecked")
    int deploy(Class<? extends Callable<Integer>> application) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), server)) {
            loaders.add(new WeakReference<>(loader));
            return ((Callable<Integer>) loader.loadClass(application.getName())
                            .getDeclaredConstructor()
                            .newInstance())
                    .call();
        }
    }

    private static URL[] classPath() throws IOException {
        List<URL> libraries = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            libraries.add(Path.of(path).toUri().toURL());
        }
        return libraries.toArray(URL[]::new);
    }

    /** Lets the collector run. */
    boolean areAllCollected() {
        System.gc();
        return loaders.stream().allMatch(loader -> loader.get() == null);
    }

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
