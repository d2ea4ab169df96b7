/* The least that watching can cost: `poll REQUEST_FILE PORT…` keeps one connection to each server on 127.0.0.1, sends the bytes of the
   file to each once a second, those of a twentieth of them gathered into each tick of 50 ms as Savepoint gathers its own, and reads
   what they answer without looking at it. Runs until it is killed. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define TICKS 20
#define TICK_MS 50
#define MOST 65536

static long now_ms(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int opened(int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) fail("socket");
  inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
  if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0) fail("connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

int main(int count, char **args) {
  static char request[MOST], answer[MOST];
  FILE *file = count > 2 ? fopen(args[1], "rb") : NULL;
  if (file == NULL) fail("usage: poll REQUEST_FILE PORT...");
  ssize_t length = (ssize_t)fread(request, 1, sizeof request, file);
  int servers = count - 2, *fds = calloc((size_t)servers, sizeof *fds);
  int events = epoll_create1(0);
  if (fds == NULL || events < 0) fail("start");
  for (int i = 0; i < servers; i += 1) {
    struct epoll_event readable = {.events = EPOLLIN, .data.fd = fds[i] = opened(atoi(args[i + 2]))};
    if (epoll_ctl(events, EPOLL_CTL_ADD, fds[i], &readable) < 0) fail("epoll_ctl");
  }
  long due = now_ms();
  for (int tick = 0;; tick = (tick + 1) % TICKS, due += TICK_MS) {
    for (int i = tick; i < servers; i += TICKS)
      if (write(fds[i], request, (size_t)length) != length) fail("write");
    for (long left = due + TICK_MS - now_ms(); left > 0; left = due + TICK_MS - now_ms()) {
      struct epoll_event ready[256];
      int some = epoll_wait(events, ready, 256, (int)left);
      for (int i = 0; i < some; i += 1)
        if (read(ready[i].data.fd, answer, sizeof answer) == 0) fail("a server hung up");
    }
  }
}
