/*
 * struct_peer send NAME COUNT: sends readings 0 to COUNT - 1, and behind each the same number as a packed struct in the order of
 * the network. struct_peer receive NAME: receives one reading and prints its fields.
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdbool.h>
#include "seeded.h"

struct position {
    double latitude;
    float height;
};

struct reading {
    uint8_t kind;
    int64_t time_ns;
    uint16_t ports[3];
    bool valid;
    struct position at;
    struct position track[2];
    int16_t delta;
    char unit[8];
};

struct __attribute__((packed)) frame {
    uint8_t version;
    uint32_t number;
    uint16_t check;
};

static struct reading make_reading(int number) {
    struct reading reading;
    memset(&reading, 0xa5, sizeof reading); /* padding has any value */
    reading.kind = 200 + number;
    reading.time_ns = INT64_C(-5000000000) * number;
    for (int i = 0; i < 3; i++) {
        reading.ports[i] = 65535 - i - number;
    }
    reading.valid = number % 2 == 0;
    reading.at = (struct position) {number + 0.5, -1.25f};
    reading.track[0] = (struct position) {1, number};
    reading.track[1] = (struct position) {2, 2.5f};
    reading.delta = -number;
    strcpy(reading.unit, "m/s");
    return reading;
}

static void send_all(mqd_t queue, int count) {
    for (int number = 0; number < count; number++) {
        struct reading reading = make_reading(number);
        struct frame frame = {1, htonl(0x01020300 + number), htons(0xfffe)};
        if (mq_send(queue, (char *) &reading, sizeof reading, 3) != 0
                || mq_send(queue, (char *) &frame, sizeof frame, 3) != 0) {
            fail("mq_send");
        }
    }
}

static void receive_one(mqd_t queue) {
    char message[256];
    ssize_t size = mq_receive(queue, message, sizeof message, NULL);
    if (size != sizeof(struct reading)) {
        fail("mq_receive");
    }
    struct reading reading;
    memcpy(&reading, message, sizeof reading);
    printf("%u %" PRId64 " %u,%u,%u %d %g/%g %g/%g %g/%g %d %s\n", reading.kind, reading.time_ns, reading.ports[0],
            reading.ports[1], reading.ports[2], reading.valid, reading.at.latitude, reading.at.height,
            reading.track[0].latitude, reading.track[0].height, reading.track[1].latitude, reading.track[1].height,
            reading.delta, reading.unit);
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "send") == 0) {
        send_all(open_queue(argv[2], O_WRONLY), atoi(argv[3]));
    } else if (argc == 3 && strcmp(argv[1], "receive") == 0) {
        receive_one(open_queue(argv[2], O_RDONLY));
    } else {
        fprintf(stderr, "usage: struct_peer send NAME COUNT, or struct_peer receive NAME\n");
        return 2;
    }
    return 0;
}
