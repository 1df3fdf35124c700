// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace heddle {

enum class SocketOption : std::uint8_t {
    noDelay,        // 1: small sends go at once (TCP_NODELAY); in held runs it is always set
    reuseAddress,   // 1: an address that was just given up may be taken (SO_REUSEADDR)
    keepAlive,      // 1: a silent peer is asked whether it is there
    sendBuffer,     // bytes; the kernel doubles it. In held runs told done, and not applied: these two
    receiveBuffer,  // stay so large there that the kernel decides nothing
};

}  // namespace heddle
