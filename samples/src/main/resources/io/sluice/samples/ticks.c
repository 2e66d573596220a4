/*
 * ticks ring|queue NAME COUNT: sends so many ticks of a market, each as a struct, through a ring or a POSIX message queue. While
 * that is full, it waits. At the end it prints how long that took.
 */
#include "sluice_ring.h"
#include <mqueue.h>
#include <stdlib.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */
#define TICK 1      /* the type of a message that is a tick */

struct tick {
    int64_t number;
    double price;
    int32_t instrument;
    int32_t quantity;
};

static struct sluice_ring ring;
static mqd_t queue;

static int send_to_ring(const struct tick *tick)
{
    return -sluice_ring_send(&ring, TICK, tick, sizeof *tick, -1);
}

static int send_to_queue(const struct tick *tick)
{
    return mq_send(queue, (const char *)tick, sizeof *tick, 0) == 0 ? 0 : errno;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: ticks ring|queue NAME COUNT\n");
        return 2;
    }
    alarm(LIFETIME);
    int is_ring = strcmp(argv[1], "ring") == 0;
    int error = is_ring ? -sluice_ring_open(&ring, argv[2]) : (queue = mq_open(argv[2], O_WRONLY)) < 0 ? errno : 0;
    long count = atol(argv[3]);
    int64_t begun = sluice_ring_now();
    for (long i = 1; i <= count && error == 0; i++) {
        struct tick tick = {.number = i, .price = 100 + (i % 64) * 0.25, .instrument = i % 4, .quantity = 1 + i % 10};
        error = is_ring ? send_to_ring(&tick) : send_to_queue(&tick);
    }
    if (error != 0) {
        fprintf(stderr, "ticks: %s: %s\n", argv[2], strerror(error));
        return 1;
    }
    printf("C program: sent %ld ticks in %ld ms\n", count, (long)((sluice_ring_now() - begun) / 1000000));
    return 0;
}
