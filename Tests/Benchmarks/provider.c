// A provider for benchmarks: one thread, epoll, answers from memory.
//
//   provider PORT
//
// The query says what is wanted, whatever the path:
//   ?whole                       about 1 KB of JSON
//   ?stream/FRAMES/PAUSE_MS      so many SSE events, one chunk each; PAUSE_MS 0 sends them all at once

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

enum { MAX_FD = 20000, HEAD_LIMIT = 8192 };

struct peer {
    int open, used, frames_left, pause_ms, is_chunked;
    long long next_ms;
    size_t body_left, pending, pending_at;
    char head[HEAD_LIMIT];
    char *out;
};

static struct peer *peers[MAX_FD];
static char frame[512], whole[2048], *frame_time;
static size_t frame_length, whole_length;
static int poller;

static long long now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void drop(int fd) {
    if (!peers[fd]) return;
    free(peers[fd]->out);
    free(peers[fd]);
    peers[fd] = NULL;
    close(fd);
}

static int flush_to(int fd) {
    struct peer *p = peers[fd];
    while (p->pending_at < p->pending) {
        ssize_t n = send(fd, p->out + p->pending_at, p->pending - p->pending_at, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno == EAGAIN) {
                struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.fd = fd};
                epoll_ctl(poller, EPOLL_CTL_MOD, fd, &e);
                return 1;
            }
            drop(fd);
            return 0;
        }
        p->pending_at += n;
    }
    p->pending = p->pending_at = 0;
    struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(poller, EPOLL_CTL_MOD, fd, &e);
    return 1;
}

static void put(struct peer *p, const char *data, size_t length) {
    p->out = realloc(p->out, p->pending + length);
    memcpy(p->out + p->pending, data, length);
    p->pending += length;
}

// Every frame says when it was sent, in nanoseconds of the monotonic clock behind a 1 (JSON has no number
// that begins with zeros), so that the load knows its time on the way.
static void put_frames(struct peer *p, int count) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    char sent[20];
    snprintf(sent, sizeof sent, "1%018lld", t.tv_sec * 1000000000LL + t.tv_nsec);
    memcpy(frame_time, sent, 19);
    for (int i = 0; i < count; i++) put(p, frame, frame_length);
    p->frames_left -= count;
    if (p->frames_left == 0) {
        const char *end = "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
        char tail[64];
        int n = snprintf(tail, sizeof tail, "%s", end);
        put(p, tail, n);
    }
}

static int answer(int fd) {
    struct peer *p = peers[fd];
    char *stream = strstr(p->head, "stream/"), *end = strstr(p->head, "\r\n");
    if (stream && stream < end) {
        static const char head[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
        put(p, head, sizeof head - 1);
        sscanf(stream, "stream/%d/%d", &p->frames_left, &p->pause_ms);
        if (p->pause_ms == 0) put_frames(p, p->frames_left);
        else p->next_ms = now_ms() + rand() % p->pause_ms;
    } else {
        put(p, whole, whole_length);
    }
    p->used = 0;
    return flush_to(fd);
}

static void read_from(int fd) {
    char buffer[65536];
    for (;;) {
        ssize_t n = recv(fd, buffer, sizeof buffer, 0);
        if (n == 0 || (n < 0 && errno != EAGAIN)) return drop(fd);
        if (n < 0) return;
        struct peer *p = peers[fd];
        for (ssize_t i = 0; i < n; i++) {
            if (p->body_left) {
                size_t take = p->body_left < (size_t)(n - i) ? p->body_left : (size_t)(n - i);
                p->body_left -= take;
                i += take - 1;
                if (p->body_left == 0 && !answer(fd)) return;
                continue;
            }
            if (p->used < HEAD_LIMIT - 1) p->head[p->used++] = buffer[i];
            if (p->used >= 4 && memcmp(p->head + p->used - 4, "\r\n\r\n", 4) == 0) {
                p->head[p->used] = 0;
                char *length = strcasestr(p->head, "\r\ncontent-length:");
                p->body_left = length ? strtoul(length + 17, NULL, 10) : 0;
                if (p->body_left == 0 && !answer(fd)) return;
            }
        }
    }
}

static int pace(void) {
    long long now = now_ms();
    int wait = -1;
    for (int fd = 0; fd < MAX_FD; fd++) {
        struct peer *p = peers[fd];
        if (!p || p->frames_left == 0 || p->pause_ms == 0) continue;
        while (peers[fd] && p->frames_left > 0 && p->next_ms <= now) {
            p->next_ms += p->pause_ms;
            put_frames(p, 1);
            if (!flush_to(fd)) break;
        }
        if (peers[fd] && p->frames_left > 0 && (wait < 0 || p->next_ms - now < wait)) wait = p->next_ms - now;
    }
    return wait;
}

int main(int count, char **arguments) {
    if (count < 2) return 2;
    const char *text = "data: {\"id\":\"chatcmpl-B1\",\"object\":\"chat.completion.chunk\",\"created\":1000000000000000000,\"model\":\"bench\","
                       "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" several more words, \"},\"finish_reason\":null}]}\n\n";
    frame_length = snprintf(frame, sizeof frame, "%zx\r\n%s\r\n", strlen(text), text);
    frame_time = strstr(frame, "\"created\":") + 10;
    char body[1200] = "{\"id\":\"chatcmpl-B1\",\"object\":\"chat.completion\",\"created\":1795000000,\"model\":\"bench\",\"choices\":[{\"index\":0,"
                      "\"message\":{\"role\":\"assistant\",\"content\":\"";
    while (strlen(body) < 900) strcat(body, "The river was low that year. ");
    strcat(body, "\"},\"finish_reason\":\"stop\"}]}");
    whole_length = snprintf(
        whole, sizeof whole, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n\r\n%s",
        strlen(body), body);

    int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) return 3;
    fcntl(listener, F_SETFL, O_NONBLOCK);
    poller = epoll_create1(0);
    struct epoll_event accepts = {.events = EPOLLIN, .data.fd = listener}, events[512];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &accepts);
    for (;;) {
        int ready = epoll_wait(poller, events, 512, pace());
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd != listener) {
                if (peers[fd] && events[i].events & EPOLLOUT) flush_to(fd);
                if (peers[fd] && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_from(fd);
                continue;
            }
            while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                if (fd >= MAX_FD) { close(fd); continue; }
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                peers[fd] = calloc(1, sizeof(struct peer));
                struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
                epoll_ctl(poller, EPOLL_CTL_ADD, fd, &e);
            }
        }
    }
}
