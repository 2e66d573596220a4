/*
 * sem_peer NAME: uses a semaphore as each line of standard input says, and answers each with one line:
 *
 *     create VALUE   sem_open(O_CREAT | O_EXCL)   "created"
 *     open           sem_open                     "opened"
 *     wait           sem_wait                     "took"
 *     try            sem_trywait                  "took" or "none"
 *     timed MILLIS   sem_clockwait                "took" or "none"
 *     post           sem_post                     "posted"
 *     value          sem_getvalue                 the value
 *     rivals N       N processes wait and post again and again until this one is killed; "started"
 *
 * A call that fails is answered by its error.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <semaphore.h>
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

static void answer(int failed, const char *done) {
    printf("%s\n", failed ? strerror(errno) : done);
}

static void start_rivals(sem_t *semaphore, int count) {
    pid_t parent = getpid();
    for (int i = 0; i < count; i++) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL); /* none of them outlives the test */
            while (getppid() == parent) {
                if (sem_wait(semaphore) == 0) {
                    sem_post(semaphore);
                }
            }
            _exit(0);
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: sem_peer NAME\n");
        return 2;
    }
    write_lines_at_once();
    sem_t *semaphore = SEM_FAILED;
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        int number = 0;
        sscanf(line, "%*s %d", &number);
        if (strncmp(line, "create", 6) == 0) {
            semaphore = sem_open(argv[1], O_CREAT | O_EXCL, 0600, number);
            answer(semaphore == SEM_FAILED, "created");
        } else if (strncmp(line, "open", 4) == 0) {
            semaphore = sem_open(argv[1], 0);
            answer(semaphore == SEM_FAILED, "opened");
        } else if (strncmp(line, "wait", 4) == 0) {
            answer(sem_wait(semaphore), "took");
        } else if (strncmp(line, "try", 3) == 0) {
            int failed = sem_trywait(semaphore);
            answer(failed && errno != EAGAIN, failed ? "none" : "took");
        } else if (strncmp(line, "timed", 5) == 0) {
            struct timespec until;
            clock_gettime(CLOCK_MONOTONIC, &until);
            until.tv_nsec += number % 1000 * 1000000L;
            until.tv_sec += number / 1000 + until.tv_nsec / 1000000000L;
            until.tv_nsec %= 1000000000L;
            int failed = sem_clockwait(semaphore, CLOCK_MONOTONIC, &until);
            answer(failed && errno != ETIMEDOUT, failed ? "none" : "took");
        } else if (strncmp(line, "post", 4) == 0) {
            answer(sem_post(semaphore), "posted");
        } else if (strncmp(line, "value", 5) == 0) {
            int value = 0;
            sem_getvalue(semaphore, &value);
            printf("%d\n", value);
        } else if (strncmp(line, "rivals", 6) == 0) {
            start_rivals(semaphore, number);
            printf("started\n");
        }
    }
    return 0;
}
