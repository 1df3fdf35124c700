// SPDX-License-Identifier: MIT
// What the kernel calls a socket's option, and what a person does.
#pragma once

#include "core/ipc/SocketOption.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace heddle {

struct KernelOption {
    int level, name;
    const char* words;
};

constexpr KernelOption kernelOptionOf(SocketOption option) {
    switch (option) {
    case SocketOption::noDelay:
        return {IPPROTO_TCP, TCP_NODELAY, "no delay"};
    case SocketOption::reuseAddress:
        return {SOL_SOCKET, SO_REUSEADDR, "reuse address"};
    case SocketOption::keepAlive:
        return {SOL_SOCKET, SO_KEEPALIVE, "keep alive"};
    case SocketOption::sendBuffer:
        return {SOL_SOCKET, SO_SNDBUF, "send buffer"};
    case SocketOption::receiveBuffer:
        return {SOL_SOCKET, SO_RCVBUF, "receive buffer"};
    }
    return {};
}

}  // namespace heddle
