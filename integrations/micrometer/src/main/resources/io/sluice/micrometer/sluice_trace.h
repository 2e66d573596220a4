/*
 * The header that carries the context of a trace in front of a message:
 *
 *     4 bytes  F5 'S' 'L' 'T'
 *     2 bytes  length of the header, with these 8 bytes, big-endian
 *     1 byte   version: 1
 *     1 byte   number of fields
 *     each field: 1 byte length, name (ASCII); 2 bytes length, big-endian, value (UTF-8)
 */
#ifndef SLUICE_TRACE_H
#define SLUICE_TRACE_H

#include <stddef.h>
#include <string.h>

/* The length of the header of a message; 0 if it has none. */
static inline size_t sluice_trace_header(const unsigned char *message, size_t length) {
    if (length < 8 || memcmp(message, "\xF5SLT", 4) != 0 || message[6] != 1) {
        return 0;
    }
    size_t header = ((size_t) message[4] << 8) | message[5];
    return header < 8 || header > length ? 0 : header;
}

/* Finds the value of a field. Returns its first byte, and its length in *value_length; NULL if there is no such field. */
static inline const unsigned char *sluice_trace_field(
        const unsigned char *message, size_t length, const char *name, size_t *value_length) {
    size_t end = sluice_trace_header(message, length);
    size_t at = 8;
    for (unsigned left = end == 0 ? 0 : message[7]; left > 0; left--) {
        if (at + 1 > end) {
            return NULL;
        }
        size_t name_length = message[at];
        const unsigned char *found = message + at + 1;
        at += 1 + name_length;
        if (at + 2 > end) {
            return NULL;
        }
        size_t size = ((size_t) message[at] << 8) | message[at + 1];
        at += 2;
        if (size > end - at) {
            return NULL;
        }
        if (name_length == strlen(name) && memcmp(found, name, name_length) == 0) {
            *value_length = size;
            return message + at;
        }
        at += size;
    }
    return NULL;
}

#endif
