// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/IpcScenes.h"

#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/TcpSocket.h"
#include "core/sync/Print.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <vector>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

void processQueues() {
    ProcessQueue<int> queue{"pq", 1};
    queue.tryGet();
    queue.getFor(1ms);
    queue.put(7);
    queue.tryPut(8);
    queue.putFor(9, 1ms);
    Process consumer("consumer", [&] {
        queue.get();
        queue.taskDone();
        queue.taskDone();
        return 0;
    });
    queue.join();
    consumer.join();
    Process("giver", [&] { return queue.put(3) == Outcome::ok ? 0 : 1; }).join();
    queue.get();
    queue.joinThread();
    queue.close();
    queue.put(1);
    queue.get();
    queue.joinThread();
}

void tcp() {
    TcpListener listener{"l"}, second{"second"};
    listener.listen();
    second.listen(listener.port());
    listener.acceptFor(1ms);
    TcpSocket client{"s"};
    client.setOption(SocketOption::keepAlive, 1);
    client.connect(listener.port());
    auto server = listener.accept("c");
    client.send("warp");
    client.sendAll("weft");
    server->recv(3);
    server->recv(100);
    server->recvFor(100, 1ms);
    client.shutdown(Shutdown::sending);
    client.send("too late");
    server->recv(100);
    Process child("child", [&] {
        client.recv(100);
        return 0;
    });
    sleepFor(20ms);  // held: virtual, the child waits by then
    server->sendAll("back");
    child.join();
    const std::uint16_t port = listener.port();
    listener.close();
    listener.close();
    TcpSocket late{"late"};
    late.connect(port);
}

// Everything that a connection can do, twice at a time: what comes of it is the scheduler's choice alone.
void tcpCrowd() {
    TcpListener listener{"l"};
    listener.listen(0, 1);
    const std::uint16_t port = listener.port();
    std::vector<Process> processes;
    for (int i = 0; i < 2; ++i)
        processes.emplace_back("server-" + std::to_string(i), [&] {
            for (int k = 0; k < 2; ++k) {
                auto connection = listener.accept("c");
                while (auto piece = connection->recv(40'000))
                    connection->sendAll(*piece);
            }
            return 0;
        });
    for (int i = 0; i < 4; ++i)
        processes.emplace_back("client-" + std::to_string(i), [&, i] {
            TcpSocket socket{"s"};
            socket.connect(port);
            for (int k = 0; k < 3; ++k) {
                socket.send("ping");
                socket.sendAll(std::string(static_cast<std::size_t>(1 + 9'000 * i), 'x'));
                socket.recv(1'000);
            }
            return 0;
        });
    listener.close();
    for (Process& process : processes)
        process.join();
}

}  // namespace

std::map<std::string, std::function<void()>> ipcScenes() {
    return {{"processQueues", processQueues}, {"tcp", tcp}, {"tcpCrowd", tcpCrowd}};
}

}  // namespace heddle::test
