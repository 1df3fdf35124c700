// SPDX-License-Identifier: MIT
#include "core/ipc/Process.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/TcpSocket.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"

#include <string>
#include <vector>

using namespace heddle;

// What was sent comes back whole, but perhaps in pieces.
std::string receiveAll(TcpSocket& socket, std::size_t bytes) {
    std::string received;
    while (received.size() < bytes) {
        auto piece = socket.recv(bytes - received.size());
        if (!piece)
            break;
        received += *piece;
    }
    return received;
}

int main() {
    const int clients = argument("clients", 1);
    const int messages = argument("messages", 1);
    const std::size_t bytes = argument("bytes", 12u);
    const std::size_t chunk = argument("chunk", 1024u);

    TcpListener listener("listener");
    if (listener.listen() != Outcome::ok)
        return 1;

    Process server("server", [&] {
        for (int i = 0; i < clients; ++i) {
            auto connection = listener.accept("connection");
            if (!connection)
                return 1;
            while (auto piece = connection->recv(chunk))
                connection->sendAll(*piece);
            connection->close();
        }
        listener.close();
        return 0;
    });

    std::vector<Process> processes;
    for (int i = 0; i < clients; ++i)
        processes.push_back(Process("client-" + std::to_string(i), [&, i] {
            const std::uint16_t port = listener.port();
            listener.close();  // this process's copy
            TcpSocket socket("socket");
            if (socket.connect(port) != Outcome::ok)
                return 1;
            std::string message = "Hello from " + std::to_string(i);
            message.resize(bytes, '.');
            for (int k = 0; k < messages; ++k) {
                socket.sendAll(message);
                const std::string answer = receiveAll(socket, bytes);
                print("Echoed " + std::to_string(answer.size()) + " bytes: " + answer.substr(0, 12));
            }
            socket.close();
            return 0;
        }));

    listener.close();
    for (Process& process : processes)
        process.join();
    server.join();
}
