package io.sluice.libc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The headers of one C library.
 *
 * @param options what tells the C compiler where they are
 */
record CHeaders(List<String> options) {
    /** Those that a C compiler takes by itself. */
    static final CHeaders SYSTEM = new CHeaders(List.of());

    /** The folders of the headers that the kernel brings along. */
    static final List<String> PARTS_OF_THE_KERNELS = List.of("asm", "asm-generic", "linux");

    /**
     * Those of musl, with the kernel's own behind them. Skips the calling test where musl's are not installed.
     *
     * @param folder an empty one, for links to the headers of the kernel: next to them are those of the other C library
     */
    static CHeaders ofMusl(Path folder) throws IOException {
        String machine = Abi.current().name().toLowerCase(Locale.ROOT);
        List<Path> places = Stream.of(
                        "/usr/include/" + machine + "-linux-musl",
                        "/usr/" + machine + "-linux-musl/include",
                        "/usr/local/musl/include",
                        "/usr/lib/musl/include")
                .map(Path::of)
                .toList();
        List<Path> there = places.stream()
                .filter(place -> Files.exists(place.resolve("stdio.h")))
                .toList();
        assumeTrue(
                !there.isEmpty(),
                "this test needs the headers of musl (package musl-dev), and none of these has them: " + places);
        for (String part : PARTS_OF_THE_KERNELS) {
            Path common = Path.of("/usr/include", part);
            Files.createSymbolicLink(
                    folder.resolve(part),
                    Files.exists(common) ? common : Path.of("/usr/include", machine + "-linux-gnu", part));
        }
        return new CHeaders(List.of("-nostdinc", "-isystem", there.get(0).toString(), "-idirafter", folder.toString()));
    }
}
