package io.sluice.libc;

/**
 * The numbers of the calls that old C libraries do not wrap.
 *
 * @param sysFsopen number of {@code fsopen}
 * @param sysFsconfig number of {@code fsconfig}
 * @param sysFsmount number of {@code fsmount}
 */
public record MountLayouts(int sysFsopen, int sysFsconfig, int sysFsmount) {
    /** The layouts of the machine this JVM runs on. */
    public static final MountLayouts CURRENT = of(Abi.current());

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static MountLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64, AARCH64 -> new MountLayouts(430, 431, 432);
        };
    }
}
