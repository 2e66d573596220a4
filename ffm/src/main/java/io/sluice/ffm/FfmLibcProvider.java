package io.sluice.ffm;

import io.sluice.libc.Libc;
import io.sluice.libc.LibcProvider;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Offers the binding on {@code java.lang.foreign}, which costs a fraction of what JNA does for each call.
 *
 * <p>Compiled for every JDK that this library runs on, so that an old one can ask for the reason; the rest of this
 * package is not, and is therefore looked up by name.
 */
@SuppressWarnings("exports") // found by ServiceLoader, and of no use to others
public final class FfmLibcProvider implements LibcProvider {
    private static final int OLDEST_JDK = 22;
    private static final String BINDING = "io.sluice.ffm.FfmLibc";

    /** For {@link java.util.ServiceLoader}. */
    public FfmLibcProvider() {}

    @Override
    public String name() {
        return "ffm";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Optional<String> unavailableBecause() {
        int jdk = Runtime.version().feature();
        if (jdk < OLDEST_JDK) {
            return Optional.of("it needs JDK " + OLDEST_JDK + " or later, and this is JDK " + jdk + ".");
        }
        try {
            bind();
            return Optional.empty();
        } catch (IllegalCallerException denied) {
            return Optional.of(
                    "this JVM forbids native access to it. Start it with --enable-native-access=" + module() + ".");
        } catch (UnsupportedOperationException noLinker) {
            return Optional.of("this JVM cannot call native functions (" + noLinker.getMessage() + ").");
        }
    }

    private static String module() {
        Module module = FfmLibcProvider.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }

    @Override
    public Libc bind() {
        MethodHandles.Lookup here = MethodHandles.lookup();
        try {
            return (Libc) here.findConstructor(here.findClass(BINDING), MethodType.methodType(void.class))
                    .invoke();
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable missing) {
            throw new IllegalStateException(BINDING + " is not as it was built", missing);
        }
    }
}
