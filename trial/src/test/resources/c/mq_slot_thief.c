/*
 * mq_slot_thief NAME: tries for the queue's notification slot until it has it, and holds it until it is killed. Writes
 * "trying" and then "stolen".
 */
#include "seeded.h"
#include <signal.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mq_slot_thief NAME\n");
        return 2;
    }
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], O_RDONLY);
    struct sigevent nothing = {.sigev_notify = SIGEV_NONE};
    printf("trying\n");
    while (mq_notify(queue, &nothing) != 0) {
        if (errno != EBUSY) {
            fail("mq_notify");
        }
    }
    printf("stolen\n");
    for (;;) {
        pause();
    }
}
