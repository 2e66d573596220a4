/* A meter: sends so many readings into a queue, and waits whenever the queue is full. */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: meter QUEUE COUNT\n");
        return 2;
    }
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror(argv[1]);
        return 1;
    }
    int count = atoi(argv[2]);
    for (int i = 1; i <= count; i++) {
        char reading[16];
        int length = snprintf(reading, sizeof reading, "reading %d", i);
        if (mq_send(queue, reading, (size_t) length, 0) != 0) {
            perror("mq_send");
            return 1;
        }
    }
    return 0;
}
