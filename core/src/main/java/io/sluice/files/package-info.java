/**
 * What kinds share about files: watches of an event loop, names by their bytes, and files with limits. Not exported. Imports
 * {@code io.sluice.epoll} and below.
 */
@NullMarked
package io.sluice.files;

import org.jspecify.annotations.NullMarked;
