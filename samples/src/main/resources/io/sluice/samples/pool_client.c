/*
 * pool_client SEMAPHORE: works with a connection of a pool, five times. The semaphore has a permit for each connection that
 * the pool may have.
 */
#include <semaphore.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */
#define TIMES 5

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: pool_client SEMAPHORE\n");
        return 2;
    }
    alarm(LIFETIME);
    sem_t *connections = sem_open(argv[1], 0);
    if (connections == SEM_FAILED) {
        perror("sem_open");
        return 1;
    }
    const struct timespec work = {.tv_nsec = 20 * 1000 * 1000};
    for (int i = 0; i < TIMES; i++) {
        if (sem_wait(connections) != 0)
            return 1;
        nanosleep(&work, NULL); /* with the connection */
        if (sem_post(connections) != 0)
            return 1;
    }
    printf("C client: %d queries are done\n", TIMES);
    return 0;
}
