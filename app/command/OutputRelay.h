// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace heddle {

// Hands on what the program writes, in the order in which it was heard, on a thread of its own: a stdout that
// nobody reads holds up the program at last, as it would without Heddle, but never the run's clock. When
// nobody can read stdout any more the run is ended, as the program would have been had it written there
// itself: SIGPIPE goes to this process as a whole, where EndingSignals hears it. Thread: any.
class OutputRelay {
public:
    OutputRelay(int standardOutput, int standardError);
    ~OutputRelay();  // what is left is dropped
    OutputRelay(const OutputRelay&) = delete;
    OutputRelay& operator=(const OutputRelay&) = delete;

    void pass(int stream, std::string_view bytes);  // never blocks; 1 is stdout, 2 is stderr
    bool hasRoom() const;                           // whoever can leave bytes where they are asks this first

    // Nothing more will come: waits until all is written, as long as something is within `patience` and
    // nobody is in a hurry. Returns how many bytes were not.
    std::size_t finish(Span patience, const std::function<bool()>& isInAHurry);

private:
    struct Piece {
        int stream;
        std::string bytes;
    };
    void work(const std::stop_token& stop);
    void write(const Piece& piece, const std::stop_token& stop);
    void giveUp(int stream);
    void end();

    const int m_fds[2];
    bool m_isBroken[2] = {false, false};  // the worker's own
    mutable std::mutex m_mutex;           // guards the pieces and m_hasEnded
    std::condition_variable_any m_bell;
    std::deque<Piece> m_pieces;
    bool m_hasEnded = false;
    std::atomic<std::size_t> m_left{0};  // bytes passed and not yet written
    std::jthread m_thread;               // last: it uses the others
};

}  // namespace heddle
