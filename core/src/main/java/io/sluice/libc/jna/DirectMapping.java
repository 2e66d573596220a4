package io.sluice.libc.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.ref.Cleaner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A class whose native methods JNA maps directly to the functions of the same names. JNA keeps a strong reference to each
 * mapped method, and so the class loader of this library, until the mapping is undone. To undo it frees memory that a call
 * under way uses, and no call is counted, since that would cost each one.
 *
 * <p>So the methods are not static: the JVM keeps the object that a native method is called on until the method returns.
 * {@link #release} forgets the object. Once the object is garbage, no call is under way and none can begin, and then the
 * mapping is undone. The next call makes another object, and maps the methods again where that is necessary.
 *
 * @param <D> the class, which nobody else makes objects of
 */
final class DirectMapping<D> {
    private final Class<D> type;
    private final Supplier<D> constructor;
    private final Supplier<NativeLibrary> library;
    private volatile @Nullable D current;
    /** How many objects exist that calls may be made on. Changed under this object's lock. */
    private int reachable;

    DirectMapping(Class<D> type, Supplier<D> constructor) {
        this(type, constructor, CLibrary::opened);
    }

    /**
     * Maps nothing yet.
     *
     * @param library gives the library with the functions, open
     */
    DirectMapping(Class<D> type, Supplier<D> constructor, Supplier<NativeLibrary> library) {
        this.type = type;
        this.constructor = constructor;
        this.library = library;
    }

    /** What to make calls on. The caller keeps it for one call only. */
    D calls() {
        D mapped = current;
        return mapped != null ? mapped : map();
    }

    private synchronized D map() {
        D mapped = current;
        if (mapped == null) {
            mapped = constructor.get();
            if (reachable == 0) {
                Native.register(type, library.get());
            }
            reachable++;
            current = mapped;
        }
        return mapped;
    }

    boolean isInUse() {
        return current != null;
    }

    /**
     * Undoes the mapping as soon as no call is under way. Does nothing where nothing is mapped.
     *
     * @param cleaner finds out when that is
     */
    synchronized void release(Cleaner cleaner) {
        D released = current;
        if (released != null) {
            cleaner.register(released, this::collected);
            current = null;
        }
    }

    private synchronized void collected() {
        reachable--;
        if (reachable == 0) {
            Native.unregister(type);
            // JNA keeps options for each class, weakly by the class, but the class is one of them.
            Native.getLibraryOptions(type).values().remove(type);
        }
    }
}
