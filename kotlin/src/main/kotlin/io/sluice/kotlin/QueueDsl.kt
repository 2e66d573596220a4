package io.sluice.kotlin

/** Marks the receivers of the blocks that describe a queue, so that one inside another is not meant by accident. */
@DslMarker @Target(AnnotationTarget.CLASS) public annotation class QueueDsl

/**
 * Reads permission bits the way `chmod` writes them, since Kotlin has no octal numbers: `mode = octal("0660")`.
 *
 * @param digits octal digits
 * @return the number
 * @throws IllegalArgumentException if there are other characters
 */
public fun octal(digits: String): Int = digits.toInt(radix = 8)
