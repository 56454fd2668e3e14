// Load for benchmarks: so many kept-alive connections, each asks again as soon as it has its answer.
//
//   load PORT CONNECTIONS SECONDS QUERY [KEY]     prints one line of JSON
//
// Frames are SSE events. The times are those of frames from the provider to here, or of whole answers from the question on.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLES = 1 << 20 };

struct peer {
    int fd, is_chunked, in_body, in_time;
    size_t head_used;
    long body_left;
    double asked;
    unsigned long long tail, sent;
    char head[4096];
};

static char request[2048];
static size_t request_length;
static long requests, frames, errors, sampled;
static float *samples;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void ask(struct peer *p) {
    p->in_body = 0;
    p->head_used = 0;
    p->tail = 0;
    p->asked = now();
    if (send(p->fd, request, request_length, MSG_NOSIGNAL) != (ssize_t)request_length) errors++;
}

static void sample(double seconds) {
    samples[sampled++ % SAMPLES] = seconds * 1e6;
}

static void finish(struct peer *p) {
    requests++;
    if (!p->is_chunked) sample(now() - p->asked);
    ask(p);
}

// Reads the number behind `ed":` in a frame: a 1 and when it was sent.
static void take_time(struct peer *p, unsigned char byte, double received) {
    if (p->in_time && byte >= '0' && byte <= '9') {
        p->sent = p->sent * 10 + (byte - '0');
    } else if (p->in_time) {
        sample(received - p->sent % 1000000000000000000LL / 1e9);
        p->in_time = 0;
    } else if ((p->tail & 0xffffffff) == 0x6564223aULL) {
        p->in_time = 1;
        p->sent = 0;
    }
}

static void take_head(struct peer *p, char byte) {
    if (p->head_used < sizeof p->head - 1) p->head[p->head_used++] = byte;
    if (byte != '\n' || p->head_used < 4 || memcmp(p->head + p->head_used - 4, "\r\n\r\n", 4)) return;
    p->head[p->head_used] = 0;
    if (strncmp(p->head, "HTTP/1.1 200", 12)) errors++;
    char *length = strcasestr(p->head, "\r\ncontent-length:");
    p->is_chunked = length == NULL;
    p->body_left = length ? strtol(length + 17, NULL, 10) : 0;
    p->in_body = 1;
    if (!p->is_chunked && p->body_left == 0) finish(p);
}

static void take(struct peer *p, const char *data, ssize_t count, double received) {
    const unsigned long long last_chunk = 0x0d0a300d0a0d0aULL; // CR LF 0 CR LF CR LF
    for (ssize_t i = 0; i < count; i++) {
        if (!p->in_body) {
            take_head(p, data[i]);
        } else if (p->is_chunked) {
            p->tail = (p->tail << 8 | (unsigned char)data[i]) & 0xffffffffffffffULL;
            take_time(p, data[i], received);
            if ((p->tail & 0xffff) == 0x0a0a) frames++;
            if (p->tail == last_chunk) finish(p);
        } else {
            long part = p->body_left < count - i ? p->body_left : count - i;
            p->body_left -= part;
            i += part - 1;
            if (p->body_left == 0) finish(p);
        }
    }
}

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

int main(int count, char **arguments) {
    if (count < 5) return 2;
    int connections = atoi(arguments[2]), yes = 1;
    double seconds = atof(arguments[3]);
    char body[1100] = "{\"model\":\"bench\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"";
    while (strlen(body) < 980) strcat(body, "What did the miller say? ");
    strcat(body, "\"}]}");
    request_length = snprintf(
        request, sizeof request,
        "POST /v1/chat/completions?%s HTTP/1.1\r\nhost: bench.test\r\nauthorization: Bearer %s\r\n"
        "content-type: application/json\r\ncontent-length: %zu\r\n\r\n%s", arguments[4],
        count > 5 ? arguments[5] : "bench", strlen(body), body);
    samples = malloc(SAMPLES * sizeof *samples);
    struct peer *peers = calloc(connections, sizeof *peers);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int poller = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        peers[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(peers[i].fd, (struct sockaddr *)&address, sizeof address)) return 3;
        setsockopt(peers[i].fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        fcntl(peers[i].fd, F_SETFL, O_NONBLOCK);
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &peers[i]};
        epoll_ctl(poller, EPOLL_CTL_ADD, peers[i].fd, &e);
        ask(&peers[i]);
    }
    static char buffer[1 << 18];
    struct epoll_event events[512];
    for (double begin = now(); now() - begin < seconds;) {
        int ready = epoll_wait(poller, events, 512, 50);
        for (int i = 0; i < ready; i++) {
            struct peer *p = events[i].data.ptr;
            ssize_t n = recv(p->fd, buffer, sizeof buffer, 0);
            if (n > 0) {
                take(p, buffer, n, now());
            } else if (n == 0 || errno != EAGAIN) {
                errors++;
                epoll_ctl(poller, EPOLL_CTL_DEL, p->fd, NULL);
            }
        }
    }
    long kept = sampled < SAMPLES ? sampled : SAMPLES;
    qsort(samples, kept, sizeof *samples, by_size);
    printf("{\"requests\": %ld, \"frames\": %ld, \"errors\": %ld, \"p50_us\": %.0f, \"p99_us\": %.0f}\n", requests, frames, errors,
           kept ? samples[kept / 2] : 0, kept ? samples[kept * 99 / 100] : 0);
    return 0;
}
