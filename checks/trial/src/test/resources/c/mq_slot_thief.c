/*
 * mq_slot_thief NAME: tries for the queue's notification slot until it is killed, also while it has it, since the next
 * arrival takes it away again without a word. Writes "trying" when it begins.
 */
#include "seeded.h"
#include <signal.h>

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mq_slot_thief NAME\n");
        return 2;
    }
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], O_RDONLY);
    struct sigevent nothing = {.sigev_notify = SIGEV_NONE};
    printf("trying\n");
    for (;;) {
        if (mq_notify(queue, &nothing) != 0 && errno != EBUSY) {
            fail("mq_notify");
        }
    }
}
