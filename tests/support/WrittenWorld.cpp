// SPDX-License-Identifier: MIT
#include "tests/support/WrittenWorld.h"

#include <sstream>

namespace heddle {
namespace {

template <class Ids>
void write(std::ostream& to, const char* what, const Ids& ids) {
    to << ' ' << what << '[';
    for (const auto id : ids)
        to << ' ' << id.number;
    to << " ]";
}

void write(std::ostream& to, const char* what, const MessageLine& line) {
    to << ' ' << what << '[';
    for (const QueuedMessage& message : line)
        to << ' ' << message.message.number << '=' << message.value << ':' << message.text
           << (message.isSentinel ? "!" : "") << '<' << message.sender.number;
    to << " ]";
}

void write(std::ostream& to, const WorkerState& worker) {
    to << "worker " << worker.id.number << " of " << worker.process.number << " doing "
       << static_cast<int>(worker.doing) << ' ' << nameOf(worker.op) << " on " << worker.object.number
       << " value " << worker.value << " operation " << worker.operation << " event " << worker.event
       << " tried " << worker.tried << " since " << worker.since.ns << " line " << worker.site.number
       << " exit " << worker.exitCode << ' ' << nameOf(worker.outcome) << " gave back "
       << worker.gaveBack.number << " in " << worker.gaveBackIn << (worker.mayTimeOut ? " may time out" : "")
       << (worker.isRefuted ? " refuted" : "") << '\n';
}

void write(std::ostream& to, const ObjectState& object) {
    to << nameOf(object.kind) << ' ' << object.id.number << " changed " << object.lastChange;
    write(to, "line", object.line);
    write(to, "items", object.queue.items);
    to << " capacity " << object.queue.capacity.value_or(-1) << " unfinished " << object.queue.unfinished
       << (object.queue.isClosed ? " closed" : "") << " owner " << object.mutex.owner.number << " with "
       << object.condition.mutex.number;
    write(to, "sleepers", object.condition.sleepers);
    write(to, "notified", object.condition.notified);
    to << " shared " << (object.shared.isKnown ? "" : "? ") << object.shared.value << ':'
       << object.shared.text;
    for (const auto& [worker, copy] : object.shared.copies)
        to << ' ' << worker.number << "->" << copy;
    to << " peer " << object.pipeEnd.peer.number << " bytes " << object.pipeEnd.bytesInFlight << " taken "
       << object.pipeEnd.bytesTaken;
    write(to, "in flight", object.pipeEnd.inFlight);
    write(to, "open in", object.pipeEnd.openIn);
    to << " handle of " << object.handle.worker.number << (object.handle.hasStarted ? " started" : "")
       << (object.handle.hasEnded ? " ended" : "") << (object.handle.isJoined ? " joined" : "") << " exit "
       << object.handle.exitCode;
    write(to, "inherits", object.handle.inherits);
    to << " depth " << object.mutex.depth << " value " << object.semaphore.value
       << (object.flag.isSet ? " set" : "") << " parties " << object.barrier.parties
       << (object.barrier.isBroken ? " broken" : "")
       << (object.readers.isWritersFirst ? " writers first" : "");
    write(to, "reading", object.readers.reading);
    write(to, "to write", object.readers.toWrite);
    write(to, "let go", object.letGo);
    to << (object.socket.hasShutDownReceiving ? " receives no more" : "");
    for (const auto& [id, copy] : object.handle.copies) {
        to << " copy of " << id.number << " unfinished " << copy.queue.unfinished
           << (copy.queue.isClosed ? " closed" : "") << " owner " << copy.mutex.owner.number << " value "
           << copy.semaphore.value << (copy.flag.isSet ? " set" : "") << (copy.isBroken ? " broken" : "");
        write(to, "items", copy.queue.items);
        write(to, "reading", copy.reading);
    }
    to << '\n';
}

}  // namespace

std::string written(const World& world) {
    std::ostringstream text;
    text << "after " << world.eventCount() << " events, step " << world.step() << ", at "
         << world.instant().ns << " ns, " << world.contradictions() << " contradictions\n";
    for (const WorkerId id : world.workers())
        write(text, *world.worker(id));
    for (const ObjectId id : world.objects())
        write(text, *world.object(id));
    return text.str();
}

}  // namespace heddle
