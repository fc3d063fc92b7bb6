/*
 * The fastest service that a single thread can be, so that a benchmark measures its client: epoll, keep-alive, answers
 * that are made in advance. Prints its port, then serves until its standard input ends.
 *
 *   POST /ACCOUNTS/videos/create   a new video, of account 1 ("one"), or of an account of its own ("many")
 *   GET  /ACCOUNTS/videos/ID       that video: running for ever; completed at once below "/done"
 *   GET  /ACCOUNTS/videos?…        100 running videos of account 1, newest first, from behind lastVideoId
 *   GET  /file                     1 GiB, or as many bytes as ?N says
 *   GET  /count                    how many requests there have been, this one not counted
 *   anything else                  one video, 800 bytes of JSON
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD_MAX 4096
#define PAGE 100
#define VIDEO_MAX 1200
#define PATTERN (1 << 20)

typedef struct peer {
    int fd;
    size_t have; /* bytes of the next request */
    char request[HEAD_MAX];
    size_t skip;  /* bytes of a body still to come */
    char* answer; /* to be sent; owned */
    size_t size, sent;
    uint64_t pattern_left; /* bytes of /file behind it */
} peer;

static int loop;
static unsigned long requests;
static unsigned long videos;
static int port;
static char pattern[PATTERN];

static int video_text(char* out, unsigned long account, unsigned long number, int done) {
    return snprintf(
        out, VIDEO_MAX,
        "{\"videoId\":\"user:1-minimax:%lu-video:%lu\",\"id\":\"%lu\",\"desc\":\"A red fox runs through deep snow at "
        "sunrise, slow motion, 35 mm, shallow depth of field\",\"coverURL\":\"\",\"videoURL\":\"\",\"downloadURL\":\""
        "%s%.0d%s\",\"status\":%d,\"statusLabel\":\"%s\",\"statusFinal\":%s,\"canRetry\":false,\"width\":1366,"
        "\"height\":768,\"originFiles\":[],\"canAppeal\":false,\"hasVoice\":false,\"modelID\":\"23204\","
        "\"useOriginPrompt\":true,\"isBookmarked\":false,\"createTime\":1741234567890,\"postStatus\":0,\"userID\":"
        "923847293472394000,\"createType\":1,\"extra\":{\"cameraMotions\":[]},\"isVisitor\":false,\"priority\":0,"
        "\"generatorType\":1,\"isInFolder\":false,\"batchID\":\"0\",\"aspectRatio\":\"16:9\",\"tags\":[],\"duration\":"
        "6,"
        "\"resolution\":768,\"percent\":%d,\"message\":\"Please wait, the video is being made\"}",
        account, number, number, done ? "http://127.0.0.1:" : "", done ? port : 0, done ? "/file" : "", done ? 2 : 1,
        done ? "completed" : "processing", done ? "true" : "false", done ? 100 : 40);
}

static void answer(peer* to, const char* type, const char* body, size_t size, uint64_t pattern_size) {
    to->answer = malloc(size + 256);
    const int head = snprintf(to->answer, 256,
                              "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %llu\r\nETag: \"same\"\r\n\r\n",
                              type, (unsigned long long)(size + pattern_size));
    memcpy(to->answer + head, body, size);
    to->size = (size_t)head + size;
    to->sent = 0;
    to->pattern_left = pattern_size;
}

static void answer_page(peer* to, const char* query) {
    static char body[PAGE * (VIDEO_MAX + 1) + 3];
    const char* const cursor = strstr(query, "lastVideoId=");
    const char* const last = cursor == NULL ? NULL : strstr(cursor, "video%3A");
    const char* const plain = cursor == NULL ? NULL : strstr(cursor, "video:");
    unsigned long number = videos + 1;
    if (last != NULL) number = strtoul(last + 8, NULL, 10);
    if (plain != NULL) number = strtoul(plain + 6, NULL, 10);
    size_t size = 1;
    body[0] = '[';
    for (int i = 0; i < PAGE && number > 1; ++i) {
        if (i > 0) body[size++] = ',';
        size += (size_t)video_text(body + size, 1, --number, 0);
    }
    body[size++] = ']';
    answer(to, "application/json", body, size, 0);
}

static void serve(peer* to) {
    char body[VIDEO_MAX];
    char* const line = to->request;
    char* const path = strchr(line, ' ') + 1;
    *strchr(path, ' ') = '\0';
    if (strcmp(path, "/count") == 0) {
        const int size = snprintf(body, sizeof body, "%lu", requests);
        answer(to, "text/plain", body, (size_t)size, 0);
        return;
    }
    ++requests;
    if (strncmp(path, "/file", 5) == 0) {
        const char* const size = strchr(path, '?');
        answer(to, "video/mp4", "", 0, size == NULL ? 1ULL << 30U : strtoull(size + 1, NULL, 10));
        return;
    }
    const char* const list = strstr(path, "/videos");
    if (list != NULL && (list[7] == '?' || (list[7] == '/' && list[8] == '?'))) {
        answer_page(to, list);
        return;
    }
    unsigned long number = videos;
    unsigned long account = 1;
    const char* const id = strstr(path, "-video");
    if (strstr(path, "/create") != NULL) number = ++videos;
    if (strncmp(path, "/many", 5) == 0) account = number;
    if (id != NULL) {
        number = strtoul(id + (id[6] == ':' ? 7 : 9), NULL, 10);
        const char* const of = strstr(path, "minimax");
        account = strtoul(of + (of[7] == ':' ? 8 : 10), NULL, 10);
    }
    answer(to, "application/json", body,
           (size_t)video_text(body, account, number, id != NULL && strncmp(path, "/done", 5) == 0), 0);
}

static void drop(peer* one) {
    close(one->fd);
    free(one->answer);
    free(one);
}

/* 0 when the connection is over. */
static int send_some(peer* to) {
    while (to->answer != NULL) {
        while (to->sent < to->size) {
            const ssize_t count = send(to->fd, to->answer + to->sent, to->size - to->sent, MSG_NOSIGNAL);
            if (count < 0) return errno == EAGAIN;
            to->sent += (size_t)count;
        }
        while (to->pattern_left > 0) {
            const size_t most = to->pattern_left < PATTERN ? (size_t)to->pattern_left : PATTERN;
            const ssize_t count = send(to->fd, pattern, most, MSG_NOSIGNAL);
            if (count < 0) return errno == EAGAIN;
            to->pattern_left -= (uint64_t)count;
        }
        free(to->answer);
        to->answer = NULL;
    }
    return 1;
}

/* Takes a whole request off the front of what has come; 0 when there is none yet. */
static int take_request(peer* from) {
    if (from->skip > 0) {
        const size_t now = from->skip < from->have ? from->skip : from->have;
        from->have -= now;
        from->skip -= now;
        memmove(from->request, from->request + now, from->have);
    }
    from->request[from->have] = '\0';
    char* const end = from->skip > 0 ? NULL : strstr(from->request, "\r\n\r\n");
    if (end == NULL) return 0;
    *end = '\0';
    const char* const length = strcasestr(from->request, "content-length:");
    const size_t body = length == NULL ? 0 : (size_t)strtoul(length + 15, NULL, 10);
    const size_t head = (size_t)(end - from->request) + 4;
    serve(from);
    from->have -= head;
    memmove(from->request, from->request + head, from->have);
    from->skip = body;
    return 1;
}

static int serve_peer(peer* one) {
    for (;;) {
        if (!send_some(one)) return 0;
        if (one->answer != NULL) return 1; /* goes on when there is room */
        if (take_request(one)) continue;
        const ssize_t count = recv(one->fd, one->request + one->have, HEAD_MAX - 1 - one->have, 0);
        if (count < 0) return errno == EAGAIN;
        if (count == 0 || one->have + (size_t)count >= HEAD_MAX - 1) return 0;
        one->have += (size_t)count;
    }
}

static void watch(int fd, void* what, uint32_t events) {
    struct epoll_event event = {.events = events, .data = {.ptr = what}};
    epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event);
}

int main(void) {
    static int listener_mark;
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr*)&address, size) != 0 || listen(listener, 1024) != 0) return 1;
    getsockname(listener, (struct sockaddr*)&address, &size);
    port = ntohs(address.sin_port);
    memset(pattern, 'c', sizeof pattern);
    loop = epoll_create1(0);
    watch(listener, &listener_mark, EPOLLIN);
    watch(0, NULL, EPOLLIN);
    printf("%d\n", port);
    fflush(stdout);
    for (;;) {
        struct epoll_event events[64];
        const int count = epoll_wait(loop, events, 64, -1);
        for (int i = 0; i < count; ++i) {
            peer* one = events[i].data.ptr;
            if (one == NULL) return 0;
            if ((void*)one != (void*)&listener_mark) {
                if (!serve_peer(one)) drop(one);
                continue;
            }
            const int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
            const int on = 1;
            if (fd < 0) continue;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            one = calloc(1, sizeof *one);
            one->fd = fd;
            watch(fd, one, EPOLLIN | EPOLLOUT | EPOLLET);
        }
    }
}
