// SPDX-License-Identifier: MIT
#include "core/world/Forecast.h"

#include "core/event/StreamVerb.h"

#include <algorithm>
#include <limits>

namespace heddle {
namespace {

constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

const ObjectState* listenerOf(const World& world, const ObjectState& end) {
    return end.pipeEnd.peer.isNone() ? world.object(end.socket.listener) : nullptr;
}

std::uint32_t roomFor(const World& world, const ObjectState& end, Op op) {
    const ObjectState* reader = world.object(end.pipeEnd.peer);
    const ObjectState* listener = listenerOf(world, end);
    if (reader == nullptr && listener == nullptr)
        return unknown;  // whoever reads is not watched
    if ((reader != nullptr ? reader : listener)->pipeEnd.openIn.empty())
        return unknown;  // it will fail
    // A Unix socket learns that nobody receives any more; of TCP the kernel still takes what is sent.
    const bool isUnix = op == Op::unixSend || op == Op::unixSendAll;
    const bool isRefused = isUnix && reader != nullptr && reader->socket.hasShutDownReceiving;
    if (end.socket.hasShutDown || isRefused)
        return unknown;
    const std::int64_t unread = std::clamp<std::int64_t>(end.pipeEnd.bytesInFlight, 0, mostUnreadBytes);
    return static_cast<std::uint32_t>(mostUnreadBytes - unread);
}

std::uint32_t bytesFor(const World& world, const ObjectState& end) {
    const ObjectState* sender = world.object(end.pipeEnd.peer);
    if (sender == nullptr)
        return unknown;
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(sender->pipeEnd.bytesInFlight, 0, unknown - 1));
}

std::uint32_t placeAt(const World& world, std::int64_t listener) {
    const ObjectState* at = world.object({static_cast<std::uint32_t>(listener)});
    if (at == nullptr || at->pipeEnd.openIn.empty())
        return unknown;
    return static_cast<std::int64_t>(at->socket.waiting.size()) <= at->socket.backlog ? 1 : 0;
}

}  // namespace

std::uint32_t forecast(const World& world, WorkerId id) {
    const WorkerState* worker = world.worker(id);
    const ObjectState* on = worker == nullptr ? nullptr : world.object(worker->object);
    if (on == nullptr)
        return unknown;
    if (worker->op == Op::datagramRecv)
        return static_cast<std::uint32_t>(on->queue.items.size());
    const bool isPipe = on->kind == ObjectKind::byteEnd;  // its room is not its bytes: the kernel's to say
    switch (streamVerbOf(worker->op)) {
    case StreamVerb::send:
        return isPipe ? unknown : roomFor(world, *on, worker->op);
    case StreamVerb::receive:
        return isPipe ? unknown : bytesFor(world, *on);
    case StreamVerb::accept:
        return static_cast<std::uint32_t>(on->socket.waiting.size());
    case StreamVerb::connect:
        return placeAt(world, worker->value);
    case StreamVerb::listen:
    case StreamVerb::shutdown:
    case StreamVerb::close:
    case StreamVerb::none:
        return unknown;
    }
    return unknown;
}

}  // namespace heddle
