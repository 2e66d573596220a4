/*
 * turns NAME TIMES: takes turns with another process. Both semaphores and the number are in the shared memory.
 */
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */

struct table {
    sem_t jvm_may;
    sem_t c_may;
    int number;
};

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: turns NAME TIMES\n");
        return 2;
    }
    alarm(LIFETIME);
    int fd = shm_open(argv[1], O_RDWR, 0);
    if (fd < 0) {
        perror("shm_open");
        return 1;
    }
    struct table *table = mmap(NULL, sizeof *table, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (table == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    for (int left = atoi(argv[2]); left > 0; left--) {
        if (sem_wait(&table->c_may) != 0)
            return 1;
        printf("C program: %d\n", ++table->number);
        fflush(stdout);
        if (sem_post(&table->jvm_may) != 0)
            return 1;
    }
    return 0;
}
