/*
 * guard_rival KIND NAME FILE PERMITS INDEX MICROS: takes a permit, or a lock, and gives it back, again and again until it is
 * killed. KIND is posix (NAME of a semaphore), sysv or undo (the id of a set, whose first semaphore it is), ofd or flock (the
 * path of a file). It stays inside for MICROS microseconds, and outside for up to twice as long; for less than 0, it takes once,
 * says so, and stays.
 *
 * Numbers of 64 bits in FILE say how many are inside now, how many were at most, and, from there on, how often each rival was,
 * by its INDEX. More than PERMITS inside end the program.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include "killed.h"
#include <fcntl.h>
#include <semaphore.h>
#include <sys/file.h>
#include <sys/sem.h>
#include <unistd.h>

enum { MOST = 1, FIRST_INDEX = 2 };

static const char *kind;
static sem_t *semaphore;
static int number; /* of the set, or of the descriptor */

static int is(const char *name) {
    return strcmp(kind, name) == 0;
}

static void open_guard(const char *name) {
    if (is("posix")) {
        semaphore = sem_open(name, 0);
        if (semaphore == SEM_FAILED) {
            fail("sem_open");
        }
    } else if (is("sysv") || is("undo")) {
        number = atoi(name);
    } else {
        number = open(name, O_RDWR | O_CLOEXEC);
        if (number < 0) {
            fail("open");
        }
    }
}

static int change(int by) {
    struct sembuf operation = {.sem_num = 0, .sem_op = by, .sem_flg = is("undo") ? SEM_UNDO : 0};
    return semop(number, &operation, 1);
}

static int lock(int type) {
    struct flock whole = {.l_type = type, .l_whence = SEEK_SET};
    return fcntl(number, F_OFD_SETLKW, &whole);
}

static void take(void) {
    int result = is("posix") ? sem_wait(semaphore) : is("ofd") ? lock(F_WRLCK) : is("flock") ? flock(number, LOCK_EX) : change(-1);
    if (result != 0) {
        fail("take");
    }
}

static void give(void) {
    int result = is("posix") ? sem_post(semaphore) : is("ofd") ? lock(F_UNLCK) : is("flock") ? flock(number, LOCK_UN) : change(1);
    if (result != 0) {
        fail("give");
    }
}

static void enter(volatile int64_t *file, int64_t permits) {
    int64_t inside = __atomic_add_fetch(file, 1, __ATOMIC_SEQ_CST);
    int64_t most = __atomic_load_n(file + MOST, __ATOMIC_SEQ_CST);
    while (inside > most && !__atomic_compare_exchange_n(file + MOST, &most, inside, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
    }
    if (inside > permits) {
        fprintf(stderr, "%lld are inside, and %lld may be\n", (long long) inside, (long long) permits);
        exit(1);
    }
}

int main(int argc, char **argv) {
    if (argc != 7) {
        fprintf(stderr, "usage: guard_rival KIND NAME FILE PERMITS INDEX MICROS\n");
        return 2;
    }
    kind = argv[1];
    open_guard(argv[2]);
    volatile int64_t *file = map_file(argv[3]);
    int64_t permits = atoll(argv[4]);
    volatile int64_t *count = file + FIRST_INDEX + atoi(argv[5]);
    int micros = atoi(argv[6]);
    uint64_t state = getpid();
    await_go();
    if (micros < 0) {
        take();
        printf("taken\n");
        fflush(stdout);
        pause();
    }
    for (;;) {
        take();
        enter(file, permits);
        ++*count;
        if (micros > 0) {
            usleep(micros);
        }
        __atomic_sub_fetch(file, 1, __ATOMIC_SEQ_CST);
        give();
        if (micros > 0) {
            usleep(next_random(&state) % (2 * micros));
        }
    }
}
