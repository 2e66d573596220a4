/** The native seam on {@code java.lang.foreign}, for JDK 22 and later. Its presence is enough; {@link
 * io.sluice.ffm} is exported for shared memory as segments. */
module io.sluice.ffm {
    requires transitive io.sluice.core;
    requires static org.jspecify;

    exports io.sluice.ffm;

    provides io.sluice.libc.LibcProvider with
            io.sluice.ffm.FfmLibcProvider;
}
