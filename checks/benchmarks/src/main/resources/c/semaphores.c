/*
 * semaphores post: posts a permit when the other end waits for it. semaphores wait: waits, and says how long after a post
 * sem_wait has returned. semaphores pairs: waits and posts again and again, with a permit that nobody else wants.
 *
 * The names are those of two semaphores, for the permits and for what the one who waits has to say, and the path of a file.
 * The time of a post is in that file's first eight bytes.
 */
#define _GNU_SOURCE
#include "worker.h"
#include <semaphore.h>
#include <sys/mman.h>

enum { MICROS_UNTIL_IT_WAITS = 500 };

static sem_t *open_semaphore(const char *name) {
    sem_t *semaphore = sem_open(name, 0);
    if (semaphore == SEM_FAILED) {
        failed("sem_open");
    }
    return semaphore;
}

static volatile int64_t *map_stamp(const char *path) {
    int fd = open(path, O_RDWR | O_CLOEXEC);
    void *stamp = mmap(NULL, sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd < 0 || stamp == MAP_FAILED) {
        failed("the file of the times");
    }
    close(fd);
    return stamp;
}

static void take(sem_t *semaphore) {
    if (sem_wait(semaphore) != 0) {
        failed("sem_wait");
    }
}

static void give(sem_t *semaphore) {
    if (sem_post(semaphore) != 0) {
        failed("sem_post");
    }
}

static void post_permits(long count, sem_t *permits, sem_t *waiting, volatile int64_t *stamp) {
    for (long n = 0; n < count; n++) {
        take(waiting);
        usleep(MICROS_UNTIL_IT_WAITS);
        *stamp = now();
        give(permits);
    }
}

static void await_permits(long count, sem_t *permits, sem_t *waiting, volatile int64_t *stamp) {
    int64_t *taken = calloc(count, sizeof *taken);
    for (long n = 0; n < count; n++) {
        give(waiting);
        take(permits);
        taken[n] = now() - *stamp;
    }
    done_with(taken, count);
    free(taken);
}

static void take_and_give(long count, sem_t *permits) {
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID), begun = now();
    for (long n = 0; n < count; n++) {
        take(permits);
        give(permits);
    }
    done(now() - begun, cpu);
}

int main(int argc, char **argv) {
    struct command command;
    while (argc == 2 && next_command(&command)) {
        sem_t *permits = open_semaphore(command.names[0]);
        sem_t *waiting = open_semaphore(command.names[1]);
        volatile int64_t *stamp = map_stamp(command.names[2]);
        ready();
        if (strcmp(argv[1], "post") == 0) {
            post_permits(command.count, permits, waiting, stamp);
            done(0, 0);
        } else if (strcmp(argv[1], "wait") == 0) {
            await_permits(command.count, permits, waiting, stamp);
        } else {
            take_and_give(command.count, permits);
        }
        sem_close(permits);
        sem_close(waiting);
        munmap((void *) stamp, sizeof(int64_t));
    }
    return 0;
}
