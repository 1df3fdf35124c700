// SPDX-License-Identifier: MIT
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/UnixListener.h"
#include "core/ipc/UnixSocket.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"

#include <iostream>
#include <string>
#include <unistd.h>

using namespace heddle;

const bool isMended = argument("variant", "broken") == "mended";

int serve(const std::string& address, PipeEnds& word) {
    word.first.close();  // this process's copy
    UnixListener listener("listener");
    if (listener.listen(address) != Outcome::ok)
        return 1;
    if (isMended)
        word.second.send("I listen");
    word.second.close();
    auto connection = listener.accept("to-client");
    if (!connection)
        return 1;
    connection->sendAll("welcome");
    return 0;
}

int visit(const std::string& address, PipeEnds& word) {
    word.second.close();
    if (isMended)
        word.first.recv();  // not before the server has said that it listens
    word.first.close();
    UnixSocket socket("to-server");
    if (socket.connect(address) != Outcome::ok) {
        std::cerr << "The connection was refused: nobody listens yet.\n";
        return 1;
    }
    std::string heard;
    while (auto piece = socket.recv(64))
        heard += *piece;
    print("The server says: " + heard);
    return heard == "welcome" ? 0 : 1;
}

int main() {
    const std::string address = "heddle-lesson-" + std::to_string(getpid());
    PipeEnds word = makePipe("word");

    Process server("server", [&] { return serve(address, word); });
    Process client("client", [&] { return visit(address, word); });
    word.first.close();
    word.second.close();

    const ExitStatus visited = client.join();
    if (!visited.isClean())
        server.terminate();  // it would wait for ever for one who has given up
    server.join();
    return visited.asShell();
}
