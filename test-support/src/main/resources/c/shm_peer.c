/*
 * shm_peer NAME: uses shared memory as each line of standard input says, and answers each with one line:
 *
 *     create SIZE        shm_open(O_CREAT | O_EXCL), ftruncate, mmap   "created"
 *     empty              shm_open(O_CREAT | O_EXCL)                    "created"
 *     open               shm_open, mmap of the whole                   "opened SIZE"
 *     path PATH          open and mmap of another file                 "opened SIZE"
 *     read OFFSET        a word of 32 bits                             the value
 *     write OFFSET N     a word of 32 bits                             "written"
 *     add OFFSET N       N times one more, atomically                  "added"
 *     byte OFFSET        one byte                                      the value
 *     sem_init OFFSET N  sem_init with pshared                         "made"
 *     sem_post OFFSET    sem_post                                      "posted"
 *     sem_wait OFFSET    sem_wait                                      "took"
 *     sem_value OFFSET   sem_getvalue                                  the value
 *     seals              F_GET_SEALS                                   the bits
 *     truncate SIZE      ftruncate                                     "truncated"
 *     unlink             shm_unlink                                    "unlinked"
 *
 * A call that fails is answered by its error.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <fcntl.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int fd = -1;
static char *bytes = MAP_FAILED;
static struct stat status;

static int map(void) {
    if (fd < 0 || fstat(fd, &status) != 0) {
        return -1;
    }
    bytes = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    return bytes == MAP_FAILED ? -1 : 0;
}

static void answer(int failed, const char *done) {
    printf("%s\n", failed ? strerror(errno) : done);
}

static void answer_opened(void) {
    if (map() != 0) {
        answer(1, "");
    } else {
        printf("opened %ld\n", (long) status.st_size);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: shm_peer NAME\n");
        return 2;
    }
    write_lines_at_once();
    char line[512];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        long at = 0, number = 0;
        sscanf(line, "%*s %ld %ld", &at, &number);
        if (strncmp(line, "create", 6) == 0) {
            fd = shm_open(argv[1], O_RDWR | O_CREAT | O_EXCL, 0600);
            answer(fd < 0 || ftruncate(fd, at) != 0 || map() != 0, "created");
        } else if (strncmp(line, "empty", 5) == 0) {
            fd = shm_open(argv[1], O_RDWR | O_CREAT | O_EXCL, 0600);
            answer(fd < 0, "created");
        } else if (strncmp(line, "open", 4) == 0) {
            fd = shm_open(argv[1], O_RDWR, 0);
            answer_opened();
        } else if (strncmp(line, "path ", 5) == 0) {
            fd = open(line + 5, O_RDWR);
            answer_opened();
        } else if (strncmp(line, "read", 4) == 0) {
            printf("%d\n", atomic_load((_Atomic int *) (bytes + at)));
        } else if (strncmp(line, "write", 5) == 0) {
            atomic_store((_Atomic int *) (bytes + at), (int) number);
            printf("written\n");
        } else if (strncmp(line, "add", 3) == 0) {
            for (long i = 0; i < number; i++) {
                atomic_fetch_add((_Atomic int *) (bytes + at), 1);
            }
            printf("added\n");
        } else if (strncmp(line, "byte", 4) == 0) {
            printf("%d\n", bytes[at]);
        } else if (strncmp(line, "sem_init", 8) == 0) {
            answer(sem_init((sem_t *) (bytes + at), 1, (unsigned) number), "made");
        } else if (strncmp(line, "sem_post", 8) == 0) {
            answer(sem_post((sem_t *) (bytes + at)), "posted");
        } else if (strncmp(line, "sem_wait", 8) == 0) {
            answer(sem_wait((sem_t *) (bytes + at)), "took");
        } else if (strncmp(line, "sem_value", 9) == 0) {
            int value = 0;
            sem_getvalue((sem_t *) (bytes + at), &value);
            printf("%d\n", value);
        } else if (strncmp(line, "seals", 5) == 0) {
            printf("%d\n", fcntl(fd, F_GET_SEALS));
        } else if (strncmp(line, "truncate", 8) == 0) {
            answer(ftruncate(fd, at) != 0, "truncated");
        } else if (strncmp(line, "unlink", 6) == 0) {
            answer(shm_unlink(argv[1]) != 0, "unlinked");
        }
    }
    return 0;
}
