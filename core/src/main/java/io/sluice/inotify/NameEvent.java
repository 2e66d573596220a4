package io.sluice.inotify;

import io.sluice.files.PathBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * A name in a watched folder has appeared, changed or vanished.
 *
 * <p>A name of the file system is bytes, as a rule UTF-8. {@link #path()} has just these bytes, whatever they are and
 * whatever the locale is. {@link #name()} is text.
 *
 * <pre>{@code
 * if (watch.tryRead() instanceof NameEvent event && event.appeared()) {
 *     System.out.println(event.name() + " is there");
 * }
 * }</pre>
 */
public final class NameEvent implements FolderEvent {
    private final NameChange change;
    private final boolean folder;
    /** Absolute. */
    private final byte[] path;

    private final int beginOfName;

    NameEvent(NameChange change, boolean folder, byte[] path, int beginOfName) {
        this.change = change;
        this.folder = folder;
        this.path = path;
        this.beginOfName = beginOfName;
    }

    /**
     * What has happened.
     *
     * @return the change
     */
    public NameChange change() {
        return change;
    }

    /**
     * Whether the name has come to be there.
     *
     * @return true for one of {@link NameChange#APPEARS}
     */
    public boolean appeared() {
        return NameChange.APPEARS.contains(change);
    }

    /**
     * Whether the name has ceased to be there.
     *
     * @return true for one of {@link NameChange#VANISHES}
     */
    public boolean vanished() {
        return NameChange.VANISHES.contains(change);
    }

    /**
     * Whether the name is that of a folder.
     *
     * @return true for a folder
     */
    public boolean isFolder() {
        return folder;
    }

    /**
     * The name as text. Bytes that are no UTF-8 are replaced by U+FFFD; {@link #path()} and {@link #nameBytes()} have them.
     *
     * @return the name, without the folder
     */
    public String name() {
        return new String(path, beginOfName, path.length - beginOfName, StandardCharsets.UTF_8);
    }

    /**
     * The name as the kernel has it.
     *
     * @return its bytes, without the folder; a copy
     */
    public byte[] nameBytes() {
        return Arrays.copyOfRange(path, beginOfName, path.length);
    }

    /**
     * The name in its folder. What it names may have changed meanwhile, or may be gone.
     *
     * @return an absolute path
     */
    public Path path() {
        return PathBytes.path(path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameEvent event
                && change == event.change
                && folder == event.folder
                && Arrays.equals(path, event.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(change, folder, Arrays.hashCode(path));
    }

    @Override
    public String toString() {
        return change + " " + name();
    }
}
