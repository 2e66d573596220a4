/*
 * fifo_read PATH SIZE: opens a FIFO, which waits for a writer, and reads records of one size until the last writer has left.
 * Compares every byte, and expects the records of each writer in their order with none left out. Writes "opened", then "read N"
 * behind each of the first 1000 records, and "end behind N" at the end.
 */
#include "records.h"

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: fifo_read PATH SIZE\n");
        return 2;
    }
    size_t size = strtoul(argv[2], NULL, 10);
    unsigned char *record = malloc(size);
    unsigned char *expected = malloc(size);
    uint32_t next[MOST_WRITERS] = {0};
    setvbuf(stdout, NULL, _IOLBF, 0);
    int pipe = open_pipe(argv[1], O_RDONLY);
    printf("opened\n");
    for (long count = 0;;) {
        size_t filled = 0;
        while (filled < size) {
            ssize_t got = read(pipe, record + filled, size - filled);
            if (got < 0) {
                fail("read");
            }
            if (got == 0) {
                printf("end behind %ld\n", count);
                return filled == 0 ? 0 : 1;
            }
            filled += got;
        }
        uint32_t writer = number_at(record);
        if (writer >= MOST_WRITERS) {
            fprintf(stderr, "no record: writer %u\n", writer);
            return 1;
        }
        make_record(writer, next[writer]++, size, expected);
        if (memcmp(record, expected, size) != 0) {
            fprintf(stderr, "record %u of writer %u where %u is due\n", number_at(record + 4), writer, next[writer] - 1);
            return 1;
        }
        if (++count <= 1000) {
            printf("read %ld\n", count);
        }
    }
}
