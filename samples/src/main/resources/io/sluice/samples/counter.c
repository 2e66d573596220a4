/*
 * counter SEMAPHORE FILE TIMES: adds one to the number in the file, so many times. It holds the semaphore's permit while it
 * reads the number and writes it back, so that no other process does so in between.
 */
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */

static int add_one(const char *path)
{
    FILE *file = fopen(path, "r+");
    long number;
    if (!file)
        return -1;
    if (fscanf(file, "%ld", &number) != 1)
        return -1;
    rewind(file);
    fprintf(file, "%ld\n", number + 1);
    return fclose(file);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: counter SEMAPHORE FILE TIMES\n");
        return 2;
    }
    alarm(LIFETIME);
    sem_t *semaphore = sem_open(argv[1], 0);
    if (semaphore == SEM_FAILED) {
        perror("sem_open");
        return 1;
    }
    for (int left = atoi(argv[3]); left > 0; left--) {
        if (sem_wait(semaphore) != 0 || add_one(argv[2]) != 0 || sem_post(semaphore) != 0) {
            perror("counter");
            return 1;
        }
    }
    return 0;
}
