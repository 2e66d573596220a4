/*
 * numbered_sender NAME COUNT: sends the texts 0 to COUNT - 1 with the priority 0 and waits where the queue is full. Writes
 * "done" when all are in the queue.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: numbered_sender NAME COUNT\n");
        return 2;
    }
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    long count = atol(argv[2]);
    for (long number = 0; number < count; number++) {
        char text[24];
        int length = snprintf(text, sizeof text, "%ld", number);
        if (mq_send(queue, text, length, 0) != 0) {
            perror("mq_send");
            return 1;
        }
    }
    printf("done\n");
    return 0;
}
