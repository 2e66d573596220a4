/*
 * fifo_rival PATH FILE SIZE: reads records from a FIFO, in calls that wait, until there is no writer. Writes the writer and the
 * number of each, plus one, into the next eight bytes of the file: the writer is in the upper half.
 */
#include "records.h"
#include "killed.h"

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: fifo_rival PATH FILE SIZE\n");
        return 2;
    }
    volatile int64_t *received = map_file(argv[2]);
    size_t size = strtoul(argv[3], NULL, 10);
    unsigned char *record = malloc(size);
    unsigned char *expected = malloc(size);
    int pipe = open_pipe(argv[1], O_RDONLY);
    for (;;) {
        ssize_t got = read(pipe, record, size);
        if (got == 0) {
            return 0;
        }
        if (got < 0) {
            fail("read");
        }
        uint32_t writer = number_at(record);
        uint32_t number = number_at(record + 4);
        make_record(writer, number, size, expected);
        if (got != (ssize_t) size || memcmp(record, expected, size) != 0) {
            fprintf(stderr, "a torn record of %zd bytes\n", got);
            return 1;
        }
        *received++ = ((int64_t) writer << 32 | number) + 1;
    }
}
