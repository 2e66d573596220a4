/*
 * mq_recreate NAME: unlinks the queue, creates another one of the name and leaves a stranger's message in it, again and
 * again, until it is killed. Writes "ready" after the first time.
 */
#include "seeded.h"

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mq_recreate NAME\n");
        return 2;
    }
    write_lines_at_once();
    struct mq_attr small = {.mq_maxmsg = 1, .mq_msgsize = 8};
    for (long round = 0;; round++) {
        mq_unlink(argv[1]);
        mqd_t queue = mq_open(argv[1], O_WRONLY | O_CREAT | O_EXCL | O_NONBLOCK, 0600, &small);
        if (queue == (mqd_t) -1) {
            if (errno != EEXIST) {
                fail("mq_open");
            }
        } else {
            mq_send(queue, "stranger", 8, 0);
            mq_close(queue);
        }
        if (round == 0) {
            printf("ready\n");
        }
    }
}
