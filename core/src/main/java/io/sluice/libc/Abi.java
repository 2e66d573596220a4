package io.sluice.libc;

import io.sluice.errno.UnsupportedPlatformException;
import java.util.Locale;

/** The machine architectures whose struct layouts and system call numbers this library knows. */
public enum Abi {
    /** x86-64, also called amd64. */
    X86_64,
    /** 64-bit ARM, little-endian. */
    AARCH64;

    /**
     * The architecture this JVM runs on.
     *
     * @return the architecture
     * @throws UnsupportedPlatformException if this is not Linux, or not an architecture of this list
     */
    public static Abi current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Abi of(String osName, String osArch) {
        String arch = osArch.toLowerCase(Locale.ROOT);
        if (osName.equalsIgnoreCase("Linux")) {
            if (arch.equals("amd64") || arch.equals("x86_64")) {
                return X86_64;
            }
            if (arch.equals("aarch64")) {
                return AARCH64;
            }
        }
        throw new UnsupportedPlatformException("Sluice speaks to the Linux kernel on x86-64 and aarch64, and this JVM"
                + " runs on " + osName + " " + osArch + ".");
    }
}
