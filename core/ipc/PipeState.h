// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/ipc/Pipe.h"
#include "core/ipc/SharedPage.h"
#include "core/ipc/Turn.h"
#include "core/probe/Operation.h"

#include <memory>

namespace heddle {

// What the processes that hold a pipe's ends share beside the kernel's buffer.
struct PipeShared {
    struct End {
        std::atomic<std::uint32_t> count;  // the end's order
        Turn sending, receiving;
        std::atomic<std::int64_t> sent, received;  // bytes that went through this end
    };
    End ends[2];
};

struct Connection::State {
    State(FileDescriptor descriptor, std::shared_ptr<SharedPage<PipeShared>> page, int number,
          std::string name)
        : fd(std::move(descriptor)), shared(std::move(page)), end((*shared)->ends[number]),
          peer((*shared)->ends[1 - number]), object({ObjectKind::pipeEnd, {}, &end.count}, std::move(name)) {}

    FileDescriptor fd;
    std::shared_ptr<SharedPage<PipeShared>> shared;
    PipeShared::End& end;
    PipeShared::End& peer;
    Object object;
    bool canSend = true, canReceive = true;
    bool isSocket = false;
};

// The beginning of every message in the stream.
struct FrameHeader {
    static constexpr std::uint32_t magicWord = 0x4d464c48;  // "HLFM"
    std::uint32_t magic = magicWord;
    std::uint32_t bytes = 0;
    std::uint64_t message = 0;  // MessageId
};
static_assert(sizeof(FrameHeader) == 16);

// Moves bytes between a buffer and a descriptor until all are moved; parks the operation where the kernel
// would block. Thread: the operation's.
class FrameMover {
public:
    FrameMover(Operation& operation, Connection::State& state, Turn& turn)
        : m_operation(operation), m_state(state), m_turn(turn) {}
    ~FrameMover();

    Outcome takeTurn();                     // ok, broken (torn), timeout
    Outcome write(std::string_view frame);  // ok, broken, timeout
    void takeNumber();                      // where the operation takes effect
    Outcome read(char* into,
                 std::size_t bytes);  // ok, eof (before the first byte of a frame), broken, timeout
    std::int64_t moved() const { return m_moved; }
    void frameIsWhole() { m_turn.isMidFrame = 0; }

private:
    ssize_t writeSome(std::string_view bytes);      // as write(2)
    std::size_t mostToOffer(std::size_t of) const;  // of so many bytes; 0: not now
    Outcome wait(short events);
    void tellWait();
    bool isTornByItsSender();

    Operation& m_operation;
    Connection::State& m_state;
    Turn& m_turn;
    std::int64_t m_moved = 0;
    bool m_isOurs = false;
    std::int64_t m_told = -1;  // progress at the last told wait
    bool m_hasNumber = false;  // in the order of its object, for what is told next
};

}  // namespace heddle
