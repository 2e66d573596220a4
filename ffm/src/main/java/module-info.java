/** The native seam on {@code java.lang.foreign}, for JDK 22 and later. Nothing is exported: its presence is enough. */
module io.sluice.ffm {
    requires io.sluice.core;
    requires static org.jspecify;

    provides io.sluice.libc.LibcProvider with
            io.sluice.ffm.FfmLibcProvider;
}
