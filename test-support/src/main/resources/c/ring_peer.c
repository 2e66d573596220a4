/*
 * ring_peer NAME: uses a ring as each line of standard input says, and answers each with one line, by the error where a call fails:
 *
 *     create KIND CAPACITY   sluice_ring_create                        "created"
 *     open                   sluice_ring_open                          "opened"
 *     send MS TYPE TEXT      sluice_ring_send                          "sent"
 *     try TYPE SIZE          sluice_ring_try_send, so many bytes 'x'   "sent"
 *     receive MS             sluice_ring_receive                       the type, the length, and the bytes as text
 *     claim SIZE             claims room and marks it, and no more     "claimed"
 *     move SIZE              claims room, and does not even mark it    "moved"
 *     take                   takes a message, as when killed inside    "took"
 *     spin NS                how long a wait looks before it sleeps    "spins"
 *     sleep MS               how long it sleeps before it looks        "sleeps"
 *     unblock MS             when a record is given up                 "unblocks"
 *     produce ID COUNT       sends so many numbered messages           "produced"
 *     consume IDS COUNT      receives so many of each of them          "consumed", or what was wrong
 *     echo OTHER COUNT       sends what it receives into another ring  "echoed"
 *     close                  sluice_ring_close                         "closed"
 */
#define _GNU_SOURCE
#include "seeded.h"
#include "sluice_ring.h"

#define LONGEST (1 << 20)

static struct sluice_ring ring;
static unsigned char bytes[LONGEST];

static void answer(int64_t result, const char *done) {
    printf("%s\n", result < 0 ? strerror((int) -result) : done);
}

/* A message of a producer: its id, its number, and a length and bytes that follow from both. */
static size_t numbered(uint32_t id, uint32_t number) {
    size_t length = 8 + (id * 31 + number * 7) % 120;
    memcpy(bytes, &id, 4);
    memcpy(bytes + 4, &number, 4);
    memset(bytes + 8, (int) (id + number), length - 8);
    return length;
}

static int64_t produce(uint32_t id, uint32_t count) {
    for (uint32_t number = 0; number < count; number++) {
        size_t length = numbered(id, number);
        int result = sluice_ring_send(&ring, (int32_t) id, bytes, length, 60000);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static const char *consume(uint32_t ids, uint32_t count) {
    static unsigned char received[LONGEST];
    uint32_t next[16] = {0};
    for (uint64_t i = 0; i < (uint64_t) ids * count; i++) {
        int32_t type = 0;
        int64_t length = sluice_ring_receive(&ring, &type, received, sizeof received, 60000);
        if (length < 0) {
            return strerror((int) -length);
        }
        if (type < 1 || type > (int32_t) ids) {
            return "wrong type";
        }
        if ((size_t) length != numbered((uint32_t) type, next[type]++) || memcmp(received, bytes, (size_t) length) != 0) {
            return "not the next message of its producer";
        }
    }
    return "consumed";
}

static int64_t echo(const char *name, uint32_t count) {
    struct sluice_ring other;
    int64_t result = sluice_ring_open(&other, name);
    other.spin_ns = ring.spin_ns;
    other.sleep_ns = ring.sleep_ns;
    while (result >= 0 && count-- > 0) {
        int32_t type = 0;
        result = sluice_ring_receive(&ring, &type, bytes, sizeof bytes, 60000);
        if (result >= 0) {
            result = sluice_ring_send(&other, type, bytes, (size_t) result, 60000);
        }
    }
    sluice_ring_close(&other);
    return result;
}

int main(int argc, char **argv) {
    static char line[LONGEST];
    if (argc != 2) {
        fprintf(stderr, "usage: ring_peer NAME\n");
        return 2;
    }
    write_lines_at_once();
    while (fgets(line, sizeof line, stdin)) {
        long first = 0;
        long second = 0;
        char text[256] = "";
        line[strcspn(line, "\n")] = '\0';
        sscanf(line, "%*s %ld %ld %255s", &first, &second, text);
        if (strncmp(line, "create ", 7) == 0) {
            answer(sluice_ring_create(&ring, argv[1], (uint64_t) second, (uint32_t) first, 0600), "created");
        } else if (strcmp(line, "open") == 0) {
            answer(sluice_ring_open(&ring, argv[1]), "opened");
        } else if (strncmp(line, "send ", 5) == 0) {
            answer(sluice_ring_send(&ring, (int32_t) second, text, strlen(text), (int) first), "sent");
        } else if (strncmp(line, "try ", 4) == 0) {
            memset(bytes, 'x', (size_t) second);
            answer(sluice_ring_try_send(&ring, (int32_t) first, bytes, (size_t) second), "sent");
        } else if (strncmp(line, "receive ", 8) == 0) {
            int32_t type = 0;
            int64_t length = sluice_ring_receive(&ring, &type, bytes, sizeof bytes, (int) first);
            if (length < 0) {
                answer(length, "");
            } else {
                printf("%d %d %.*s\n", (int) type, (int) length, (int) length, (char *) bytes);
            }
        } else if (strncmp(line, "claim ", 6) == 0) {
            answer(sluice_ring_claim(&ring, (uint64_t) first + 8), "claimed");
        } else if (strncmp(line, "move ", 5) == 0) {
            int64_t index = sluice_ring_claim(&ring, (uint64_t) first + 8);
            if (index >= 0) {
                *sluice_ring_length(&ring, (uint64_t) index) = 0;
            }
            answer(index, "moved");
        } else if (strcmp(line, "take") == 0) {
            int64_t result = sluice_ring_consume(&ring);
            int32_t length = *sluice_ring_length(&ring, ring.head & (ring.capacity - 1));
            sluice_ring_take(&ring, ring.head + sluice_ring_aligned((uint64_t) length));
            answer(result, "took");
        } else if (strncmp(line, "spin ", 5) == 0) {
            ring.spin_ns = first;
            printf("spins\n");
        } else if (strncmp(line, "sleep ", 6) == 0) {
            ring.sleep_ns = first * 1000000;
            printf("sleeps\n");
        } else if (strncmp(line, "unblock ", 8) == 0) {
            ring.unblock_ns = first * 1000000;
            printf("unblocks\n");
        } else if (strncmp(line, "produce ", 8) == 0) {
            answer(produce((uint32_t) first, (uint32_t) second), "produced");
        } else if (strncmp(line, "consume ", 8) == 0) {
            printf("%s\n", consume((uint32_t) first, (uint32_t) second));
        } else if (strncmp(line, "echo ", 5) == 0) {
            sscanf(line, "%*s %255s %ld", text, &second);
            answer(echo(text, (uint32_t) second), "echoed");
        } else if (strcmp(line, "close") == 0) {
            sluice_ring_close(&ring);
            printf("closed\n");
        }
    }
    return 0;
}
