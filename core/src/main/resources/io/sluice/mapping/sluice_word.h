/*
 * sluice_word.h: to wait for a change of a 32-bit word in shared memory, and to wake up who waits. The same protocol as
 * io.sluice.mapping.SharedWord of Sluice for Java. For Linux, C11 or C++11, without a library.
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the
 * License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0. Unless required by applicable
 * law or agreed to in writing, software distributed under the License is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR
 * CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language governing permissions and
 * limitations under the License.
 *
 *     uint32_t seen = __atomic_load_n(word, __ATOMIC_SEQ_CST);
 *     while (seen == sluice_word_await_change(word, seen, 100)) {
 *         puts("no change for 100 ms");
 *     }
 *
 * Include this before other headers, or compile with -D_GNU_SOURCE. C++ has that by itself.
 */
#ifndef SLUICE_WORD_H
#define SLUICE_WORD_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Waits until the word has another value, once and for the timeout in milliseconds at the most; a negative one has no end.
 * Returns the value, which is the same one behind the timeout, a signal, or a wake-up without a change. Choose a timeout:
 * where another process cuts the memory off, nobody wakes this one up.
 */
static inline uint32_t sluice_word_await_change(uint32_t *word, uint32_t expected, int timeout_ms) {
    struct timespec timeout;
    timeout.tv_sec = (time_t) (timeout_ms / 1000);
    timeout.tv_nsec = (long) (timeout_ms % 1000) * 1000000;
    syscall(SYS_futex, word, 0 /* FUTEX_WAIT */, expected, timeout_ms < 0 ? NULL : &timeout, NULL, 0);
    return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

/* Wakes up those who wait, so many at the most, behind a change of the word. Returns how many there were. */
static inline long sluice_word_wake(uint32_t *word, int count) {
    return syscall(SYS_futex, word, 1 /* FUTEX_WAKE */, count, NULL, NULL, 0);
}

#ifdef __cplusplus
}
#endif

#endif
