package io.sluice.ffm;

import io.sluice.libc.Libc;
import io.sluice.libc.LibcProvider;
import java.util.Optional;

/** Offers the binding on {@code java.lang.foreign}, which costs a fraction of what JNA does for each call. */
public final class FfmLibcProvider implements LibcProvider {
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
        try {
            CLibrary.tryLinking();
            return Optional.empty();
        } catch (IllegalCallerException denied) {
            return Optional.of("this JVM forbids native access to it. Start it with --enable-native-access=" + module()
                    + ".");
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
        return new FfmLibc();
    }
}
