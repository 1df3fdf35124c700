// SPDX-License-Identifier: MIT
// What TCP, Unix sockets and raw pipes have in common: the same is done to all byte streams, under other
// names.
#pragma once

#include "core/event/Op.h"

#include <array>

namespace heddle {

enum class StreamVerb : std::uint8_t {
    none,  // not done to a byte stream
    listen,
    accept,
    connect,
    send,  // also sendAll, and the writes of a pipe
    receive,
    shutdown,
    close
};

inline constexpr auto streamVerbs = [] {
    std::array<StreamVerb, opCount> table{};
    const auto say = [&table](StreamVerb verb, auto... ops) {
        ((table[static_cast<std::size_t>(ops)] = verb), ...);
    };
    say(StreamVerb::listen, Op::tcpListen, Op::unixListen);
    say(StreamVerb::accept, Op::tcpAccept, Op::unixAccept);
    say(StreamVerb::connect, Op::tcpConnect, Op::unixConnect);
    say(StreamVerb::send, Op::tcpSend, Op::tcpSendAll, Op::unixSend, Op::unixSendAll, Op::bytesWrite,
        Op::bytesWriteAll);
    say(StreamVerb::receive, Op::tcpRecv, Op::unixRecv, Op::bytesRead);
    say(StreamVerb::shutdown, Op::tcpShutdown, Op::unixShutdown);
    say(StreamVerb::close, Op::tcpClose, Op::unixClose, Op::bytesClose);
    return table;
}();

// Thread: any.
constexpr StreamVerb streamVerbOf(Op op) {
    const auto number = static_cast<std::size_t>(op);
    return number < opCount ? streamVerbs[number] : StreamVerb::none;
}

}  // namespace heddle
