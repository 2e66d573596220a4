/*
 * sysv_receive ID MSGTYP FLAGS COUNT SIZE SEED TYPES ALL: receives COUNT of the ALL messages of a seed, with the type
 * and flags given ("except" or "none"), and waits where there is none. Compares every byte and the type, and fails at a
 * number that came twice. Writes "receiving" before the first one, "received N" behind each, and at last the sum of the
 * numbers.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include "sysv.h"

int main(int argc, char **argv) {
    if (argc != 9) {
        fprintf(stderr, "usage: sysv_receive ID MSGTYP FLAGS COUNT SIZE SEED TYPES ALL\n");
        return 2;
    }
    static struct message message, expected;
    int flags = strcmp(argv[3], "except") == 0 ? MSG_EXCEPT : 0;
    long count = atol(argv[4]);
    long all = atol(argv[8]);
    long sum = 0;
    char *seen = calloc(all, 1);
    write_lines_at_once();
    printf("receiving\n");
    for (long received = 0; received < count; received++) {
        ssize_t length = msgrcv(atoi(argv[1]), &message, sizeof message.bytes, atol(argv[2]), flags);
        if (length < 0) {
            fail("msgrcv");
        }
        if (length < SHORTEST || number_in(message.bytes) >= all || seen[number_in(message.bytes)]++) {
            fprintf(stderr, "unexpected: message of %zd bytes, received as number %ld\n", length, received);
            return 1;
        }
        uint32_t number = number_in(message.bytes);
        size_t expected_length = seeded_sysv_message(
                strtoull(argv[6], NULL, 10), number, strtoul(argv[5], NULL, 10), atol(argv[7]), &expected);
        if ((size_t) length != expected_length || memcmp(message.bytes, expected.bytes, length) != 0
                || message.type != expected.type) {
            fprintf(stderr, "changed on the way: message %u\n", number);
            return 1;
        }
        sum += number;
        report("received", received + 1, count);
    }
    printf("sum %ld\n", sum);
    return 0;
}
