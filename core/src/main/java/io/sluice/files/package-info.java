/**
 * What kinds share about files: watches of an event loop, names by their bytes, files with limits, and new files with
 * memory behind each byte. Not exported. Imports {@code io.sluice.epoll} and below.
 */
@NullMarked
package io.sluice.files;

import org.jspecify.annotations.NullMarked;
