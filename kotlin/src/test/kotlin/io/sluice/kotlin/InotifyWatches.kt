package io.sluice.kotlin

import java.io.IOException
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readLines

/** What the kernel watches for this process: each inotify descriptor lists its watches in `/proc/self/fdinfo`. */
internal object InotifyWatches {
    fun count(): Int = Path.of("/proc/self/fdinfo").listDirectoryEntries().sumOf(::watches)

    private fun watches(descriptor: Path): Int =
        try {
            descriptor.readLines().count { it.startsWith("inotify wd:") }
        } catch (_: IOException) { // closed meanwhile
            0
        }
}
