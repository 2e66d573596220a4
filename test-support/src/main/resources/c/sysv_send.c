/*
 * sysv_send ID COUNT SIZE SEED TYPES: sends the messages of a seed, and waits where the queue is full. Writes "sent N"
 * behind each.
 */
#include "seeded.h"
#include "sysv.h"

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: sysv_send ID COUNT SIZE SEED TYPES\n");
        return 2;
    }
    static struct message message;
    long count = atol(argv[2]);
    write_lines_at_once();
    for (long number = 0; number < count; number++) {
        size_t size = seeded_sysv_message(
                strtoull(argv[4], NULL, 10), number, strtoul(argv[3], NULL, 10), atol(argv[5]), &message);
        if (msgsnd(atoi(argv[1]), &message, size, 0) != 0) {
            fail("msgsnd");
        }
        report("sent", number + 1, count);
    }
    return 0;
}
