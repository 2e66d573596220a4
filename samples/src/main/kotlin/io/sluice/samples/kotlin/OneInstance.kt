@file:JvmName("OneInstance")

package io.sluice.samples.kotlin

import io.sluice.lock.LockFile
import io.sluice.lock.LockMode
import io.sluice.lock.LockRange
import java.nio.file.Path
import kotlin.jvm.optionals.getOrNull

/**
 * There is never more than one instance of this program: each locks a file, and the kernel unlocks it however it ends.
 * Runs until its standard input ends, unless another instance runs. The argument is the file, which is created if it
 * does not exist, and stays.
 */
fun main(args: Array<String>) {
    if (args.size != 1) return println("argument: the FILE to lock, such as /run/user/1000/plant.lock")
    LockFile.open(Path.of(args[0])).use { file ->
        if (file.tryLock(LockMode.EXCLUSIVE, LockRange.whole())) {
            println("the only instance is process ${ProcessHandle.current().pid()}")
            while (readlnOrNull() != null) continue // the work of a program
        } else {
            file.holder(LockMode.EXCLUSIVE, LockRange.whole()).getOrNull()?.let {
                println("another instance runs: process ${it.pid().orElse(0)}")
            }
        }
    }
}
