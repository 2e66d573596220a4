/*
 * mq_slot NAME: holds the queue's notification slot until it is killed. Writes "held", or "busy" where it cannot have it,
 * and ends then.
 */
#include "seeded.h"
#include <signal.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mq_slot NAME\n");
        return 2;
    }
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], O_RDONLY);
    struct sigevent nothing = {.sigev_notify = SIGEV_NONE}; /* it takes the slot all the same */
    if (mq_notify(queue, &nothing) != 0) {
        if (errno == EBUSY) {
            printf("busy\n");
            return 0;
        }
        fail("mq_notify");
    }
    printf("held\n");
    for (;;) {
        pause();
    }
}
