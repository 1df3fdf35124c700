// SPDX-License-Identifier: MIT
// What a program is given to read on its standard input while it runs, as by someone who types.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Lock.h"
#include "core/base/Result.h"

#include <functional>
#include <string>
#include <string_view>

namespace heddle {

// A pipe and what it has not taken yet. Thread: any gives; the run's own does the rest.
class ProgramInput {
public:
    void give(std::string_view bytes);  // never blocks; after end(): nothing
    void end();                         // end of file, behind what was given

    // -- for the run
    Result<FileDescriptor> connect();  // the end that the program reads
    // As much as the pipe takes now; never blocks. `hear` is told what it took. Once nobody reads any more,
    // what is left and what is still given goes nowhere.
    void passOn(const std::function<void(std::string_view bytes)>& hear);

private:
    Lock m_lock;
    std::string m_given HEDDLE_GUARDED_BY(m_lock);
    bool m_hasEnded HEDDLE_GUARDED_BY(m_lock) = false;
    FileDescriptor m_pipe;  // our end
    std::string m_waiting;  // taken over from m_given, and not yet in the pipe
};

}  // namespace heddle
