/*
 * counter QUEUE: sends the numbers from 0 on to a queue of either kind, all of one priority, at full speed, until it is
 * killed. Writes "ready" before the first one.
 */
#include "seeded.h"
#include "numbered.h"

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: counter QUEUE\n");
        return 2;
    }
    struct channel channel = open_channel(argv[1], O_WRONLY);
    printf("ready\n");
    fflush(stdout);
    for (struct numbered message = {1, 0};; message.number++) {
        int result = channel.queue != (mqd_t) -1
                ? mq_send(channel.queue, (const char *) &message.number, sizeof message.number, 0)
                : msgsnd(channel.id, &message, sizeof message.number, 0);
        if (result != 0) {
            fail("send");
        }
    }
}
