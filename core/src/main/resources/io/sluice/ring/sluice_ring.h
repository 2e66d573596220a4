/*
 * sluice_ring.h: a ring buffer of messages in shared memory, between processes. Many producers or one, and one consumer.
 * The same ring as io.sluice.ring.Ring of Sluice for Java. The records are laid out as by Agrona's ManyToOneRingBuffer and
 * OneToOneRingBuffer. For Linux on x86-64 and aarch64, C11 or C++11, without a library.
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the
 * License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0. Unless required by applicable
 * law or agreed to in writing, software distributed under the License is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR
 * CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language governing permissions and
 * limitations under the License.
 *
 *     struct sluice_ring ring;
 *     if (sluice_ring_open(&ring, "/prices") == 0) {
 *         int result = sluice_ring_send(&ring, 1, "bolts 12.50", 11, 1000);
 *         sluice_ring_close(&ring);
 *     }
 *
 * Functions return 0 or more, or a negated errno: -EAGAIN where the ring is full or empty, -ETIMEDOUT, -EMSGSIZE, -EBUSY,
 * -EBADMSG where what is in the memory makes no sense. Timeouts are in milliseconds; a negative one has no end. A struct is
 * used by one thread at a time; each thread that sends opens the ring for itself. A process that cuts the file off ends those
 * that use it by SIGBUS, so give the ring to users whom you trust.
 *
 * Include this before other headers, or compile with -D_GNU_SOURCE. C++ has that by itself.
 */
#ifndef SLUICE_RING_H
#define SLUICE_RING_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How many producers a ring may have. */
#define SLUICE_RING_ONE 1u
#define SLUICE_RING_MANY 2u

/* An open ring. The last three fields may be changed behind sluice_ring_open or sluice_ring_create. */
struct sluice_ring {
    int fd;
    uint32_t kind;
    uint64_t capacity;
    unsigned char *memory;
    uint64_t head;       /* where this consumer has left the head */
    uint64_t stuck_tail; /* what is before it was claimed at stuck_since */
    int64_t stuck_since;
    int consumes;
    int produces;
    int64_t spin_ns;    /* how long a wait looks before it sleeps; 20 microseconds */
    int64_t sleep_ns;   /* how long it sleeps before it looks by itself; 100 milliseconds */
    int64_t unblock_ns; /* when a record that is not written is given up; 10 seconds */
};

/* The layout. Offsets of the header, of the records, and of the trailer behind them. */
#define SLUICE_RING_MAGIC UINT64_C(0x4e52454349554c53) /* "SLUICERN" */
#define SLUICE_RING_VERSION 1u
#define SLUICE_RING_HEADER UINT64_C(4096)
#define SLUICE_RING_AT_VERSION 8
#define SLUICE_RING_AT_KIND 12
#define SLUICE_RING_AT_CAPACITY 16
#define SLUICE_RING_AT_PID 24
#define SLUICE_RING_AT_START 32
#define SLUICE_RING_AT_TAKEN 40
#define SLUICE_RING_AT_CONSUMER_SLEEPS 64
#define SLUICE_RING_AT_PRODUCERS_SLEEP 128
#define SLUICE_RING_AT_UNBLOCKED 192
#define SLUICE_RING_TRAILER UINT64_C(768)
#define SLUICE_RING_TAIL UINT64_C(128)
#define SLUICE_RING_HEAD UINT64_C(384)
#define SLUICE_RING_PADDING (-1)

static inline uint32_t *sluice_ring_u32(const struct sluice_ring *ring, uint64_t offset) {
    return (uint32_t *) (void *) (ring->memory + offset);
}

static inline uint64_t *sluice_ring_u64(const struct sluice_ring *ring, uint64_t offset) {
    return (uint64_t *) (void *) (ring->memory + offset);
}

static inline int32_t *sluice_ring_length(const struct sluice_ring *ring, uint64_t index) {
    return (int32_t *) (void *) (ring->memory + SLUICE_RING_HEADER + index);
}

static inline int32_t *sluice_ring_type(const struct sluice_ring *ring, uint64_t index) {
    return sluice_ring_length(ring, index) + 1;
}

static inline uint64_t *sluice_ring_tail(const struct sluice_ring *ring) {
    return sluice_ring_u64(ring, SLUICE_RING_HEADER + ring->capacity + SLUICE_RING_TAIL);
}

static inline uint64_t *sluice_ring_head(const struct sluice_ring *ring) {
    return sluice_ring_u64(ring, SLUICE_RING_HEADER + ring->capacity + SLUICE_RING_HEAD);
}

static inline uint64_t sluice_ring_aligned(uint64_t length) {
    return (length + 7) & ~UINT64_C(7);
}

/* The longest message. */
static inline uint64_t sluice_ring_longest(const struct sluice_ring *ring) {
    return ring->capacity / 8;
}

static inline int64_t sluice_ring_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int64_t sluice_ring_deadline(int timeout_ms) {
    return timeout_ms < 0 ? INT64_MAX : sluice_ring_now() + (int64_t) timeout_ms * 1000000;
}

static inline int sluice_ring_is_capacity(uint64_t capacity) {
    return capacity >= 4096 && capacity <= (UINT64_C(1) << 30) && (capacity & (capacity - 1)) == 0;
}

static inline int sluice_ring_path(char *path, size_t size, const char *name) {
    if (name[0] != '/' || name[1] == '\0' || strchr(name + 1, '/') != NULL || strlen(name) > 256) {
        return -EINVAL;
    }
    snprintf(path, size, "/dev/shm%s", name);
    return 0;
}

/* Maps the ring behind an open descriptor, which it owns from here on. */
static inline int sluice_ring_map(struct sluice_ring *ring, int fd) {
    struct stat found;
    uint64_t header[3];
    void *memory;
    uint64_t size;
    memset(ring, 0, sizeof *ring);
    ring->fd = fd;
    ring->spin_ns = 20000;
    ring->sleep_ns = 100000000;
    ring->unblock_ns = INT64_C(10000000000);
    if (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)
            || pread(fd, header, sizeof header, 0) != (ssize_t) sizeof header || header[0] != SLUICE_RING_MAGIC) {
        close(fd);
        return -EINVAL;
    }
    ring->kind = (uint32_t) (header[1] >> 32);
    ring->capacity = header[2];
    if ((uint32_t) header[1] != SLUICE_RING_VERSION) {
        close(fd);
        return -EOPNOTSUPP;
    }
    size = SLUICE_RING_HEADER + ring->capacity + SLUICE_RING_TRAILER;
    if (!sluice_ring_is_capacity(ring->capacity) || (uint64_t) found.st_size != size
            || (ring->kind != SLUICE_RING_ONE && ring->kind != SLUICE_RING_MANY)) {
        close(fd);
        return -EINVAL;
    }
    memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED) {
        int error = errno;
        close(fd);
        return -error;
    }
    ring->memory = (unsigned char *) memory;
    return 0;
}

/* Opens a ring that exists. */
static inline int sluice_ring_open(struct sluice_ring *ring, const char *name) {
    char path[300];
    int fd;
    int result = sluice_ring_path(path, sizeof path, name);
    if (result != 0) {
        return result;
    }
    fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    return fd < 0 ? -errno : sluice_ring_map(ring, fd);
}

/* Creates a ring, whole before it has its name, with exactly this mode. The capacity is a power of two from 4 KiB to 1 GiB. */
static inline int sluice_ring_create(
        struct sluice_ring *ring, const char *name, uint64_t capacity, uint32_t kind, mode_t mode) {
    char path[300];
    char draft[100];
    uint64_t header[3];
    int fd;
    int result = sluice_ring_path(path, sizeof path, name);
    if (result != 0 || !sluice_ring_is_capacity(capacity) || (kind != SLUICE_RING_ONE && kind != SLUICE_RING_MANY)) {
        return -EINVAL;
    }
    do {
        snprintf(draft, sizeof draft, "/dev/shm/.ring-%ld-%llx", (long) getpid(), (unsigned long long) sluice_ring_now());
        fd = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    } while (fd < 0 && errno == EEXIST);
    if (fd < 0) {
        return -errno;
    }
    header[0] = SLUICE_RING_MAGIC;
    header[1] = (uint64_t) kind << 32 | SLUICE_RING_VERSION;
    header[2] = capacity;
    result = -posix_fallocate(fd, 0, (off_t) (SLUICE_RING_HEADER + capacity + SLUICE_RING_TRAILER));
    if (result == 0 && pwrite(fd, header, sizeof header, 0) != (ssize_t) sizeof header) {
        result = -ENOSPC;
    }
    if (result == 0 && (fchmod(fd, mode) != 0 || link(draft, path) != 0)) {
        result = -errno;
    }
    unlink(draft);
    if (result != 0) {
        close(fd);
        return result;
    }
    return sluice_ring_map(ring, fd);
}

/* Takes the name away. */
static inline int sluice_ring_unlink(const char *name) {
    char path[300];
    int result = sluice_ring_path(path, sizeof path, name);
    return result != 0 ? result : unlink(path) != 0 ? -errno : 0;
}

/* Closes the ring, which gives its locks back. */
static inline void sluice_ring_close(struct sluice_ring *ring) {
    if (ring->memory != NULL) {
        if (ring->consumes) {
            *sluice_ring_u32(ring, SLUICE_RING_AT_PID) = 0;
        }
        munmap(ring->memory, SLUICE_RING_HEADER + ring->capacity + SLUICE_RING_TRAILER);
        close(ring->fd);
        ring->memory = NULL;
    }
}

/* ---- Sleeping ---- */

static inline int sluice_ring_futex(uint32_t *word, int operation, uint32_t value, const struct timespec *timeout) {
    return syscall(SYS_futex, word, operation, value, timeout, NULL, 0) < 0 ? -errno : 0;
}

/* Behind what this side has done for the other one: wakes it up where it sleeps. */
static inline void sluice_ring_wake(const struct sluice_ring *ring, uint64_t offset) {
    uint32_t *word = sluice_ring_u32(ring, offset);
    if (__atomic_load_n(word, __ATOMIC_SEQ_CST) == 1 && __atomic_exchange_n(word, 0, __ATOMIC_SEQ_CST) == 1) {
        sluice_ring_futex(word, 1 /* FUTEX_WAKE */, INT_MAX, NULL);
    }
}

/* Sleeps while the word is 1, until the deadline at the most. */
static inline int sluice_ring_sleep(const struct sluice_ring *ring, uint64_t offset, int64_t deadline, int64_t look) {
    struct timespec timeout;
    int64_t left = deadline - sluice_ring_now();
    int result;
    if (left <= 0) {
        return -ETIMEDOUT;
    }
    left = left < ring->sleep_ns ? left : ring->sleep_ns;
    left = left < look ? left : look;
    timeout.tv_sec = (time_t) (left / 1000000000);
    timeout.tv_nsec = (long) (left % 1000000000);
    result = sluice_ring_futex(sluice_ring_u32(ring, offset), 0 /* FUTEX_WAIT */, 1, &timeout);
    return result == -EAGAIN || result == -ETIMEDOUT ? 0 : result;
}

static inline int sluice_ring_lock(struct sluice_ring *ring, off_t place, short type) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = place;
    lock.l_len = 1;
    if (fcntl(ring->fd, 37 /* F_OFD_SETLK */, &lock) != 0) {
        return errno == EAGAIN || errno == EACCES ? -EBUSY : -errno;
    }
    return 0;
}

/* ---- The producer ---- */

/* Marks a claimed record. No store behind this one is seen before it. */
static inline void sluice_ring_begin(const struct sluice_ring *ring, uint64_t index, int32_t length) {
    __atomic_store_n(sluice_ring_length(ring, index), -length, __ATOMIC_RELEASE);
    __atomic_thread_fence(__ATOMIC_RELEASE);
}

/* Claims room. Returns the index of the record, -EAGAIN without room, or -EBADMSG. */
static inline int64_t sluice_ring_claim(struct sluice_ring *ring, uint64_t length) {
    uint64_t size = sluice_ring_aligned(length);
    int one = ring->kind == SLUICE_RING_ONE;
    uint64_t tail, head, index, padding, needed;
    int tries;
    for (tries = 0; tries < 1 << 20; tries++) {
        tail = __atomic_load_n(sluice_ring_tail(ring), __ATOMIC_SEQ_CST);
        index = tail & (ring->capacity - 1);
        padding = size > ring->capacity - index ? ring->capacity - index : 0;
        needed = padding + size + (one ? 8 : 0);
        head = __atomic_load_n(sluice_ring_head(ring), __ATOMIC_SEQ_CST);
        if (tail - head > ring->capacity || (tail & 7) != 0 || (head & 7) != 0) {
            if (__atomic_load_n(sluice_ring_tail(ring), __ATOMIC_SEQ_CST) != tail) {
                continue; /* the head is that of a later tail */
            }
            return -EBADMSG;
        }
        if (needed > ring->capacity - (tail - head)) {
            if (__atomic_load_n(sluice_ring_tail(ring), __ATOMIC_SEQ_CST) != tail) {
                continue;
            }
            return -EAGAIN;
        }
        if (one) {
            uint64_t record = padding > 0 ? 0 : index;
            *sluice_ring_u64(ring, SLUICE_RING_HEADER + ((record + size) & (ring->capacity - 1))) = 0;
            sluice_ring_begin(ring, record, (int32_t) length);
            if (padding > 0) {
                sluice_ring_begin(ring, index, (int32_t) padding);
            }
            __atomic_store_n(sluice_ring_tail(ring), tail + padding + size, __ATOMIC_RELEASE);
        } else if (!__atomic_compare_exchange_n(
                           sluice_ring_tail(ring), &tail, tail + padding + size, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            continue;
        }
        if (padding > 0) {
            if (!one) {
                sluice_ring_begin(ring, index, (int32_t) padding);
            }
            *sluice_ring_type(ring, index) = SLUICE_RING_PADDING;
            __atomic_store_n(sluice_ring_length(ring, index), (int32_t) padding, __ATOMIC_RELEASE);
            index = 0;
        }
        if (!one) {
            sluice_ring_begin(ring, index, (int32_t) length);
        }
        return (int64_t) index;
    }
    return -EBADMSG;
}

/* Sends a message where there is room for it. The type is 1 or more. */
static inline int sluice_ring_try_send(struct sluice_ring *ring, int32_t type, const void *bytes, size_t length) {
    int64_t index;
    if (type < 1) {
        return -EINVAL;
    }
    if (length > sluice_ring_longest(ring)) {
        return -EMSGSIZE;
    }
    if (ring->kind == SLUICE_RING_ONE && !ring->produces) {
        int result = sluice_ring_lock(ring, 1, F_WRLCK);
        if (result != 0) {
            return result;
        }
        ring->produces = 1;
    }
    index = sluice_ring_claim(ring, length + 8);
    if (index < 0) {
        return (int) index;
    }
    if (length > 0) {
        memcpy(ring->memory + SLUICE_RING_HEADER + index + 8, bytes, length);
    }
    *sluice_ring_type(ring, (uint64_t) index) = type;
    __atomic_store_n(sluice_ring_length(ring, (uint64_t) index), (int32_t) (length + 8), __ATOMIC_SEQ_CST);
    sluice_ring_wake(ring, SLUICE_RING_AT_CONSUMER_SLEEPS);
    return 0;
}

/* Sends a message, and waits until there is room. */
static inline int sluice_ring_send(
        struct sluice_ring *ring, int32_t type, const void *bytes, size_t length, int timeout_ms) {
    int64_t deadline = sluice_ring_deadline(timeout_ms);
    int64_t spinning = sluice_ring_now() + ring->spin_ns;
    int result;
    do {
        result = sluice_ring_try_send(ring, type, bytes, length);
        if (result != -EAGAIN) {
            return result;
        }
    } while (sluice_ring_now() < spinning);
    for (;;) {
        __atomic_store_n(sluice_ring_u32(ring, SLUICE_RING_AT_PRODUCERS_SLEEP), 1, __ATOMIC_SEQ_CST);
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        result = sluice_ring_try_send(ring, type, bytes, length);
        if (result != -EAGAIN) {
            return result;
        }
        result = sluice_ring_sleep(ring, SLUICE_RING_AT_PRODUCERS_SLEEP, deadline, INT64_MAX);
        if (result != 0) {
            return result;
        }
    }
}

/* ---- The consumer ---- */

/* Gives back the room before a position. */
static inline void sluice_ring_give_back(struct sluice_ring *ring, uint64_t position) {
    uint64_t first = ring->head & (ring->capacity - 1);
    uint64_t size = position - ring->head;
    uint64_t to_end = size < ring->capacity - first ? size : ring->capacity - first;
    if (ring->kind == SLUICE_RING_MANY) { /* they rely on zeros where no record is */
        memset(ring->memory + SLUICE_RING_HEADER + first, 0, to_end);
        memset(ring->memory + SLUICE_RING_HEADER, 0, size - to_end);
    }
    ring->head = position;
    __atomic_store_n(sluice_ring_head(ring), position, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(sluice_ring_u32(ring, SLUICE_RING_AT_PRODUCERS_SLEEP), __ATOMIC_SEQ_CST) == 1
            && __atomic_load_n(sluice_ring_tail(ring), __ATOMIC_SEQ_CST) - position
                       <= ring->capacity - ring->capacity / 4) {
        sluice_ring_wake(ring, SLUICE_RING_AT_PRODUCERS_SLEEP);
    }
}

static inline void sluice_ring_take(struct sluice_ring *ring, uint64_t position) {
    __atomic_store_n(sluice_ring_u64(ring, SLUICE_RING_AT_TAKEN), position, __ATOMIC_RELEASE);
}

/* When this process began, in clock ticks since the boot of the machine. */
static inline uint64_t sluice_ring_start_of_process(void) {
    char stat[1024];
    char *field;
    unsigned long long start = 0;
    int spaces;
    int fd = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? 0 : read(fd, stat, sizeof stat - 1);
    if (fd >= 0) {
        close(fd);
    }
    stat[length > 0 ? length : 0] = '\0';
    field = strrchr(stat, ')');
    for (spaces = 0; field != NULL && spaces < 20; spaces++) {
        field = strchr(field + 1, ' ');
    }
    if (field != NULL) {
        sscanf(field, "%llu", &start);
    }
    return start;
}

/* Becomes the consumer, behind what the last one has taken. -EBUSY where another one reads. The first receive does it, too. */
static inline int sluice_ring_consume(struct sluice_ring *ring) {
    uint64_t tail, taken;
    int result;
    if (ring->consumes) {
        return 0;
    }
    result = sluice_ring_lock(ring, 0, F_WRLCK);
    if (result != 0) {
        return result;
    }
    ring->consumes = 1;
    *sluice_ring_u32(ring, SLUICE_RING_AT_PID) = (uint32_t) getpid();
    *sluice_ring_u64(ring, SLUICE_RING_AT_START) = sluice_ring_start_of_process();
    ring->head = __atomic_load_n(sluice_ring_head(ring), __ATOMIC_SEQ_CST);
    tail = __atomic_load_n(sluice_ring_tail(ring), __ATOMIC_SEQ_CST);
    if (tail - ring->head > ring->capacity || (tail & 7) != 0 || (ring->head & 7) != 0) {
        ring->consumes = 0;
        sluice_ring_lock(ring, 0, F_UNLCK);
        return -EBADMSG;
    }
    taken = *sluice_ring_u64(ring, SLUICE_RING_AT_TAKEN);
    if (taken > ring->head && taken <= tail && (taken & 7) == 0) {
        sluice_ring_give_back(ring, taken); /* the last consumer was killed before it had done so */
    }
    return 0;
}

/*
 * Looks at a record at the head that was claimed and is not written. Returns 0 for another look, or -EAGAIN. What was claimed
 * when it was found first, and is not written unblock_ns later, is given up: its producer was killed. If it was only stopped
 * and goes on, it writes into room that is another one's by then.
 */
static inline int sluice_ring_unblock(struct sluice_ring *ring, uint64_t index, int32_t length) {
    uint64_t tail = __atomic_load_n(sluice_ring_tail(ring), __ATOMIC_SEQ_CST);
    uint64_t to_end = ring->capacity - index;
    uint64_t size, next;
    if (tail == ring->head) {
        ring->stuck_tail = 0;
        return -EAGAIN;
    }
    if (tail - ring->head > ring->capacity || (tail & 7) != 0) {
        return -EBADMSG;
    }
    if (ring->head >= ring->stuck_tail) {
        ring->stuck_tail = tail;
        ring->stuck_since = sluice_ring_now();
    }
    if (sluice_ring_now() - ring->stuck_since < ring->unblock_ns) {
        return -EAGAIN;
    }
    size = ring->stuck_tail - ring->head < to_end ? ring->stuck_tail - ring->head : to_end;
    if (length < 0) {
        next = length == INT32_MIN ? 0 : sluice_ring_aligned((uint64_t) -length);
        if (next < 8 || next > size) {
            return -EBADMSG;
        }
        size = next;
        if (!__atomic_compare_exchange_n(
                    sluice_ring_length(ring, index), &length, 0, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            return 0;
        }
    } else if (ring->kind == SLUICE_RING_MANY) {
        for (next = 8; next < size; next += 8) {
            if (__atomic_load_n(sluice_ring_length(ring, index + next), __ATOMIC_ACQUIRE) != 0) {
                size = next;
            }
        }
    }
    sluice_ring_take(ring, ring->head + size);
    ++*sluice_ring_u64(ring, SLUICE_RING_AT_UNBLOCKED);
    sluice_ring_give_back(ring, ring->head + size);
    return 0;
}

/*
 * Receives a message where there is one. Returns its length, and -EAGAIN where there is none. Where it is longer than the
 * room, it stays in the ring (-EMSGSIZE).
 */
static inline int64_t sluice_ring_try_receive(struct sluice_ring *ring, int32_t *type, void *bytes, size_t room) {
    int result = sluice_ring_consume(ring);
    uint64_t left = ring->capacity;
    while (result == 0 && left > 0) {
        uint64_t index = ring->head & (ring->capacity - 1);
        int32_t length = __atomic_load_n(sluice_ring_length(ring, index), __ATOMIC_ACQUIRE);
        int32_t kind;
        uint64_t size;
        if (length <= 0) {
            result = sluice_ring_unblock(ring, index, length);
            continue;
        }
        kind = *sluice_ring_type(ring, index);
        size = sluice_ring_aligned((uint64_t) length);
        if (length < 8 || size > ring->capacity - index || (kind < 1 && kind != SLUICE_RING_PADDING)
                || (kind > 0 && (uint64_t) length - 8 > sluice_ring_longest(ring))) {
            return -EBADMSG;
        }
        if (kind != SLUICE_RING_PADDING && (size_t) length - 8 > room) {
            return -EMSGSIZE;
        }
        sluice_ring_take(ring, ring->head + size);
        if (kind == SLUICE_RING_PADDING) {
            sluice_ring_give_back(ring, ring->head + size);
            left = left > size ? left - size : 0;
            continue;
        }
        *type = kind;
        if (length > 8) {
            memcpy(bytes, ring->memory + SLUICE_RING_HEADER + index + 8, (size_t) length - 8);
        }
        sluice_ring_give_back(ring, ring->head + size);
        return length - 8;
    }
    return result == 0 ? -EAGAIN : result;
}

/* Receives a message, and waits for one. */
static inline int64_t sluice_ring_receive(
        struct sluice_ring *ring, int32_t *type, void *bytes, size_t room, int timeout_ms) {
    int64_t deadline = sluice_ring_deadline(timeout_ms);
    int64_t spinning = sluice_ring_now() + ring->spin_ns;
    int64_t result;
    do {
        result = sluice_ring_try_receive(ring, type, bytes, room);
        if (result != -EAGAIN) {
            return result;
        }
    } while (sluice_ring_now() < spinning);
    for (;;) {
        uint32_t *word = sluice_ring_u32(ring, SLUICE_RING_AT_CONSUMER_SLEEPS);
        int64_t look = INT64_MAX;
        __atomic_store_n(word, 1, __ATOMIC_SEQ_CST);
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        result = sluice_ring_try_receive(ring, type, bytes, room);
        if (result == -EAGAIN) {
            if (ring->stuck_tail > ring->head) {
                look = ring->stuck_since + ring->unblock_ns - sluice_ring_now();
                look = look > 0 ? look : 0;
            }
            result = sluice_ring_sleep(ring, SLUICE_RING_AT_CONSUMER_SLEEPS, deadline, look);
            __atomic_store_n(word, 0, __ATOMIC_SEQ_CST);
            if (result == 0) {
                continue;
            }
            return result;
        }
        __atomic_store_n(word, 0, __ATOMIC_SEQ_CST);
        return result;
    }
}

#ifdef __cplusplus
}
#endif

#endif
