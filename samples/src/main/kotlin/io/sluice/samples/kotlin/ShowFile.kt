@file:JvmName("ShowFile")

package io.sluice.samples.kotlin

import io.sluice.mapping.MappedMemory
import io.sluice.sharedmemory.MappedFile
import java.nio.channels.Channels
import java.nio.file.Path

private const val CHUNK = 1L shl 20

/**
 * Shows a file through a mapping. The file is memory then, and no call reads it: the kernel brings each page at the
 * first look. The argument is the file.
 */
fun main(args: Array<String>) {
    if (args.size != 1) return println("argument: the FILE to show, such as /etc/services")
    MappedFile.builder(Path.of(args[0])).readOnly().open().use { show(it.memory()) }
}

private fun show(memory: MappedMemory) {
    val output = Channels.newChannel(System.out)
    for (offset in 0 until memory.size() step CHUNK) {
        output.write(memory.bytes(offset, minOf(CHUNK, memory.size() - offset).toInt()))
    }
    System.out.flush()
}
