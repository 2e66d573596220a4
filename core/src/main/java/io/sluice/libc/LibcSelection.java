package io.sluice.libc;

import io.sluice.errno.UnsupportedPlatformException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Which binding to the C library runs, and why the others do not. */
public final class LibcSelection {
    /** The system property that forces a binding by its name. */
    public static final String PROPERTY = "io.sluice.libc";

    private static final String ON_MUSL =
            " This JVM runs on musl, as those of Alpine Linux do, and the native library inside JNA's jar is built for glibc."
                    + " Take a JVM and an image with glibc, such as those of Debian or Ubuntu. Otherwise install JNA's library"
                    + " as your system builds it and name its folder with -Djna.boot.library.path=FOLDER, or use sluice-ffm,"
                    + " which needs none, on JDK 22 and later.";

    /** So many at the most are passed over, should a class path be so broken that the errors never end. */
    private static final int MAX_UNLOADABLE = 100;

    private static volatile @Nullable LibcSelection current;

    private final String name;
    private final Libc libc;
    private final List<String> rejected;

    private LibcSelection(String name, Libc libc, List<String> rejected) {
        this.name = name;
        this.libc = libc;
        this.rejected = List.copyOf(rejected);
    }

    /**
     * The selection of this JVM, made at the first call.
     *
     * @return the selection
     * @throws UnsupportedPlatformException if this platform is not supported or no binding can be used
     */
    public static LibcSelection current() {
        LibcSelection selected = current;
        return selected != null ? selected : selectOnce();
    }

    /** Lets the binding in use release what it holds, see {@link Libc#release()}. Does nothing where none is in use. */
    public static void release() {
        LibcSelection selected = current;
        if (selected != null) {
            selected.libc.release();
        }
    }

    /** Not in a static initializer: what that throws is hard to read the first time and lost from the second on. */
    private static synchronized LibcSelection selectOnce() {
        LibcSelection selected = current;
        if (selected == null) {
            selected = select(
                    ServiceLoader.load(LibcProvider.class, Libc.class.getClassLoader()), System.getProperty(PROPERTY));
            current = selected;
        }
        return selected;
    }

    static LibcSelection select(Iterable<LibcProvider> providers, @Nullable String forced) {
        return select(providers, forced, Musl.OWN_MAPS);
    }

    static LibcSelection select(Iterable<LibcProvider> providers, @Nullable String forced, Path maps) {
        Abi.current();
        List<String> rejected = new ArrayList<>();
        List<LibcProvider> byPriority = load(providers.iterator(), rejected);
        byPriority.sort(Comparator.comparingInt(LibcProvider::priority).reversed());
        LibcProvider chosen = null;
        for (LibcProvider provider : byPriority) {
            Optional<String> reason = reasonAgainst(provider, forced, chosen);
            if (reason.isPresent()) {
                rejected.add(provider.name() + ": " + reason.get());
            } else {
                chosen = provider;
            }
        }
        if (chosen == null) {
            String wanted = forced == null ? "No binding to the C library" : "No binding named '" + forced + "'";
            throw new UnsupportedPlatformException(wanted + " can be used"
                    + (rejected.isEmpty() ? "." : ": " + rejected) + (Musl.isMappedIn(maps) ? ON_MUSL : ""));
        }
        return new LibcSelection(chosen.name(), chosen.bind(), rejected);
    }

    /** A provider that cannot be loaded, such as one compiled for a newer JDK, does not keep the others from running. */
    private static List<LibcProvider> load(Iterator<LibcProvider> providers, List<String> rejected) {
        List<LibcProvider> loaded = new ArrayList<>();
        boolean more = true;
        while (more && rejected.size() < MAX_UNLOADABLE) {
            try {
                more = providers.hasNext();
                if (more) {
                    loaded.add(providers.next());
                }
            } catch (ServiceConfigurationError | LinkageError unloadable) {
                rejected.add(reasonAgainst(unloadable));
            }
        }
        return loaded;
    }

    private static String reasonAgainst(Error unloadable) {
        String message = String.valueOf(unloadable.getMessage());
        if (unloadable instanceof UnsupportedClassVersionError) {
            // The message begins with the class.
            String name = message.split(" ", 2)[0].replace('/', '.');
            return name + ": it needs a newer JDK than this one, which is "
                    + Runtime.version().feature() + ".";
        }
        return message;
    }

    private static Optional<String> reasonAgainst(
            LibcProvider provider, @Nullable String forced, @Nullable LibcProvider chosen) {
        if (forced != null && !forced.equals(provider.name())) {
            return Optional.of("the system property " + PROPERTY + " asks for " + forced + ".");
        }
        if (chosen != null) {
            return Optional.of(chosen.name() + " is preferred.");
        }
        return provider.unavailableBecause();
    }

    /**
     * The name of the binding that runs.
     *
     * @return such as {@code jna}
     */
    public String name() {
        return name;
    }

    /**
     * The bindings that do not run, each with the reason.
     *
     * @return a sentence for each
     */
    public List<String> rejected() {
        return rejected;
    }

    Libc libc() {
        return libc;
    }
}
