/**
 * What users see of file descriptors, and which native binding runs. Imports {@code io.sluice.libc}.
 */
@NullMarked
package io.sluice.fd;

import org.jspecify.annotations.NullMarked;
