package io.sluice.kotlin

/** Marks the receivers of the blocks that describe a queue, so that one inside another is not meant by accident. */
@DslMarker @Target(AnnotationTarget.CLASS) public annotation class QueueDsl

/**
 * Reads permission bits the way `chmod` writes them, since Kotlin has no octal numbers: `mode = octal("0660")`.
 *
 * @param digits octal digits
 * @return the number
 * @throws IllegalArgumentException if there are other characters, no digits at all, or more than fit into an [Int]
 */
public fun octal(digits: String): Int {
    require(digits.all { it in '0'..'7' }) { "octal digits are 0 to 7, but this was \"$digits\"" }
    return digits.toInt(radix = 8)
}
