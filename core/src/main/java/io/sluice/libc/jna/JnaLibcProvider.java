package io.sluice.libc.jna;

import com.sun.jna.Native;
import io.sluice.libc.Libc;
import io.sluice.libc.LibcProvider;
import java.io.IOException;
import java.util.Optional;

/** Offers the binding on JNA, which works on every JDK that this library runs on. */
public final class JnaLibcProvider implements LibcProvider {
    private static final String REMEDY =
            "Name a folder of this user with -Djna.tmpdir=FOLDER, or install the library and"
                    + " name its folder with -Djna.boot.library.path=FOLDER; on JDK 22 and later sluice-ffm unpacks nothing.";

    /** For {@link java.util.ServiceLoader}. */
    public JnaLibcProvider() {}

    @Override
    public String name() {
        return "jna";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<String> unavailableBecause() {
        try (UnpackFolder folder = UnpackFolder.open()) {
            return folder.pointerSizeOfJna() == Long.BYTES ? Optional.empty() : Optional.of("it needs a 64-bit JVM.");
        } catch (IOException noFolder) {
            return Optional.of(
                    "JNA has no folder to unpack its native library to in which no other user could replace it ("
                            + noFolder.getMessage() + "). " + REMEDY);
        } catch (ExceptionInInitializerError refused) {
            return Optional.of("JNA cannot be started (" + refused.getCause() + "). Where this JVM forbids native"
                    + " access, start it with --enable-native-access=" + module() + ".");
        } catch (LinkageError refused) {
            return Optional.of("JNA cannot load its native library (" + refused.getMessage()
                    + "). Where the folder that"
                    + " it was unpacked to forbids execution (mount option noexec), choose another one. " + REMEDY);
        }
    }

    private static String module() {
        Module module = Native.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }

    @Override
    public Libc bind() {
        return new JnaLibc();
    }
}
