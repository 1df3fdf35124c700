// SPDX-License-Identifier: MIT
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"

#include <string>

using namespace heddle;

const std::size_t bytes = argument("bytes", 65536u);
const bool isMended = argument("variant", "broken") == "mended";

// Broken: both do this, and nobody reads while both write.
std::string writeThenRead(Connection& to, Connection& from) {
    to.send(std::string(bytes, 'w'));
    return from.recv().value_or("");
}

std::string readThenWrite(Connection& to, Connection& from) {
    std::string received = from.recv().value_or("");
    to.send(std::string(bytes, 'r'));
    return received;
}

int main() {
    PipeEnds there = makePipe("there"), back = makePipe("back");

    Process partner("partner", [&] {
        there.second.close();  // this process's copies
        back.first.close();
        (isMended ? readThenWrite : writeThenRead)(back.second, there.first);
        return 0;
    });
    there.first.close();
    back.second.close();

    const std::string received = writeThenRead(there.second, back.first);
    partner.join();
    print("Received " + std::to_string(received.size()) + " bytes");
}
