/*
 * mq_send NAME COUNT SIZE SEED: sends the messages 0 to COUNT - 1 of a seed and waits where the queue is full. Writes
 * "sending" before the first one and "sent N" once N are in the queue.
 */
#include "seeded.h"

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: mq_send NAME COUNT SIZE SEED\n");
        return 2;
    }
    long count = atol(argv[2]);
    size_t size = strtoul(argv[3], NULL, 10);
    uint64_t seed = strtoull(argv[4], NULL, 10);
    unsigned char *message = malloc(size);
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], O_WRONLY);
    printf("sending\n");
    for (long number = 0; number < count; number++) {
        unsigned priority;
        size_t length = seeded_message(seed, number, size, message, &priority);
        if (mq_send(queue, (char *) message, length, priority) != 0) {
            fail("mq_send");
        }
        report("sent", number + 1, count);
    }
    return 0;
}
