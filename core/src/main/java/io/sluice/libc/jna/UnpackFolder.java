package io.sluice.libc.jna;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that JNA unpacks its native library to: one that nobody but this user may enter, made for that, and removed
 * behind it.
 *
 * <p>Left to itself, JNA writes the library to the user's cache folder, or to {@code java.io.tmpdir} where that cannot be
 * written to, with the permissions that the umask leaves, and loads it then. Whoever may write to the file or to a folder
 * on its path could replace it in between. So the folder is made here, below the same places, and a place on whose path
 * other users may rename anything is passed over.
 */
final class UnpackFolder implements AutoCloseable {
    private static final String TEMPORARY_FOLDER = "jna.tmpdir";
    private static final String NO_UNPACKING = "jna.nounpack";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int WRITABLE_BY_OTHERS = 022;
    /** In a folder with this bit only the owner of an entry renames or removes it. */
    private static final int STICKY = 01000;

    private static final int ROOT = 0;

    private final @Nullable Path folder;
    private final String property;
    private final @Nullable String before;

    private UnpackFolder(@Nullable Path folder, String property, String value) {
        this.folder = folder;
        this.property = property;
        before = System.getProperty(property);
        System.setProperty(property, value);
    }

    /**
     * Makes the folder and lets JNA use it, until this is closed.
     *
     * @throws IOException if there is no place for one, with the reason for each place
     */
    static UnpackFolder open() throws IOException {
        List<String> reasons = new ArrayList<>();
        for (Path place : places()) {
            try {
                Path folder = privateFolderIn(place);
                folder.toFile().deleteOnExit(); // JNA removes a library that it could not load then, too, and before
                return new UnpackFolder(folder, TEMPORARY_FOLDER, folder.toString());
            } catch (IOException unusable) {
                reasons.add(place + ": " + unusable.getMessage());
            }
        }
        if (isInstalled()) {
            return new UnpackFolder(null, NO_UNPACKING, "true");
        }
        throw new IOException(String.join("; ", reasons));
    }

    /** Those that JNA would choose. */
    private static List<Path> places() {
        String asked = System.getProperty(TEMPORARY_FOLDER);
        if (asked != null) {
            return List.of(Path.of(asked));
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return List.of(home.resolve("JNA").resolve("temp"), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Whether JNA may find its library without unpacking it. */
    private static boolean isInstalled() {
        return Boolean.getBoolean(NO_UNPACKING)
                || System.getProperty("jna.boot.library.path") != null
                || !Boolean.parseBoolean(System.getProperty("jna.nosys", "true"));
    }

    /** How many bytes an address has: JNA unpacks and loads its library at the first question. */
    int pointerSizeOfJna() {
        return Native.POINTER_SIZE;
    }

    static Path privateFolderIn(Path place) throws IOException {
        Files.createDirectories(place, PRIVATE);
        Path folder = Files.createTempDirectory(place.toRealPath(), "sluice-jna-", PRIVATE);
        try {
            checkPath(folder);
            return folder;
        } catch (IOException unsafe) {
            Files.delete(folder);
            throw unsafe;
        }
    }

    /** Whoever owns {@code /} can do everything here; in a user namespace that need not be root. */
    private static void checkPath(Path folder) throws IOException {
        Set<Integer> trusted = Set.copyOf(List.of(ROOT, owner(folder), owner(folder.getRoot())));
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            int owner = owner(above);
            if (!trusted.contains(owner)) {
                throw new IOException(above + " belongs to another user, with the id " + owner);
            }
            int mode = number(above, "mode");
            if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
                throw new IOException(above + " may be written to by other users, and is not sticky");
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return number(path, "uid");
    }

    private static int number(Path path, String attribute) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:" + attribute);
        return (Integer) Objects.requireNonNull(attributes.get(attribute));
    }

    /** Removes the folder, which is empty when JNA has loaded its library, and leaves JNA's settings as they were. */
    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, before);
        }
        try {
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException notLoaded) {
            // The library is still in it, until this JVM ends.
        }
    }
}
