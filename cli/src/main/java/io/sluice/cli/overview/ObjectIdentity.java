package io.sluice.cli.overview;

import org.jspecify.annotations.Nullable;

/**
 * Which object it is. An object that was removed and made again under its name is another one.
 *
 * @param kind the kind
 * @param name the name or path, or the identifier of a System V object
 * @param key the key of a System V object; null for others
 * @param number the inode of the file, or the identifier; 0 if it is not known
 */
public record ObjectIdentity(
        ObjectKind kind, String name, @Nullable String key, long number) {}
