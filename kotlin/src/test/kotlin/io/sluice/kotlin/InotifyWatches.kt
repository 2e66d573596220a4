package io.sluice.kotlin

import java.io.IOException
import java.nio.file.Path
import kotlin.io.path.getAttribute
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readLines

/** How often this process watches a folder: each inotify descriptor lists its watches in `/proc/self/fdinfo`. */
internal object InotifyWatches {
    fun count(folder: Path): Int {
        val inode = (folder.getAttribute("unix:ino") as Long).toString(16)
        return Path.of("/proc/self/fdinfo").listDirectoryEntries().sumOf { watches(it, inode) }
    }

    private fun watches(descriptor: Path, inode: String): Int =
        try {
            descriptor.readLines().count { it.startsWith("inotify wd:") && " ino:$inode " in it }
        } catch (_: IOException) { // closed meanwhile
            0
        }
}
