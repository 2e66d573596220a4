/*
 * mq_receive NAME COUNT SIZE SEED: receives COUNT messages of a seed, in whatever order, and waits where the queue is
 * empty. Compares every byte and the priority, and fails at a number that came twice or is COUNT or more. Writes
 * "receiving" before the first one and "received N" behind each.
 */
#include "seeded.h"

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: mq_receive NAME COUNT SIZE SEED\n");
        return 2;
    }
    long count = atol(argv[2]);
    size_t size = strtoul(argv[3], NULL, 10);
    uint64_t seed = strtoull(argv[4], NULL, 10);
    write_lines_at_once();
    mqd_t queue = open_queue(argv[1], O_RDONLY);
    struct mq_attr attributes;
    if (mq_getattr(queue, &attributes) != 0) {
        fail("mq_getattr");
    }
    unsigned char *message = malloc(attributes.mq_msgsize);
    unsigned char *expected = malloc(size);
    char *seen = calloc(count, 1);
    printf("receiving\n");
    for (long received = 0; received < count; received++) {
        unsigned priority, expected_priority;
        ssize_t length = mq_receive(queue, (char *) message, attributes.mq_msgsize, &priority);
        if (length < 0) {
            fail("mq_receive");
        }
        if (length < SHORTEST || number_in(message) >= count || seen[number_in(message)]++) {
            fprintf(stderr, "unexpected: message of %zd bytes, received as number %ld\n", length, received);
            return 1;
        }
        uint32_t number = number_in(message);
        size_t expected_length = seeded_message(seed, number, size, expected, &expected_priority);
        if ((size_t) length != expected_length || memcmp(message, expected, length) != 0
                || priority != expected_priority) {
            fprintf(stderr, "changed on the way: message %u\n", number);
            return 1;
        }
        report("received", received + 1, count);
    }
    return 0;
}
