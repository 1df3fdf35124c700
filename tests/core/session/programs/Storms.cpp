// SPDX-License-Identifier: MIT
// A program of one storm, named by scene=NAME, of the size count=N: what StormsTest looks at. What it counts
// by itself it says in the last line of its output.
#include "core/sync/Argument.h"
#include "core/sync/Thread.h"
#include "tests/core/session/programs/MessageStorms.h"

#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/ipc/TcpListener.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Queue.h"

#include <atomic>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace heddle;
using namespace heddle::test;

namespace {

constexpr std::size_t bytesEachWay = std::size_t{1} << 20;
constexpr std::size_t pieceBytes = 16 * 1024;

// All of them are there before any may go.
int threadsAtOnce(int count) {
    Queue<int> here{"here"};
    EventFlag go{"go"};
    std::vector<Thread> threads;
    for (int i = 0; i < count; ++i)
        threads.push_back(Thread([&here, &go, i] {
            here.put(i);
            go.wait();
        }));
    int came = 0;
    while (came < count && here.get())
        ++came;
    go.set();
    for (Thread& thread : threads)
        thread.join();
    std::printf("%d came\n", came);
    return came == count ? 0 : 1;
}

int processesAtOnce(int count) {
    ProcessQueue<int> here{"here"}, go{"go"};
    std::vector<Process> processes;
    for (int i = 0; i < count; ++i)
        processes.push_back(Process([&here, &go, i] {
            here.put(i);
            return go.get() ? 0 : 1;
        }));
    int came = 0, clean = 0;
    while (came < count && here.get())
        ++came;
    for (int i = 0; i < count; ++i)
        go.put(i);
    for (Process& process : processes)
        clean += process.join().isClean() ? 1 : 0;
    std::printf("%d came\n", came);
    return came == count && clean == count ? 0 : 1;
}

int threadsInTurn(int count) {
    Queue<int> here{"here"};
    int came = 0;
    for (int i = 0; i < count; ++i) {
        Thread thread([&here, i] { here.put(i); });
        thread.join();
        came += here.get() ? 1 : 0;
    }
    std::printf("%d came\n", came);
    return came == count ? 0 : 1;
}

struct Counted {
    std::atomic<std::size_t> sent{0}, received{0};
};

// Both ways at the same time, by a thread each.
void exchange(TcpSocket& socket, Counted& counted) {
    Thread sender("sender", [&] {
        const std::string piece(pieceBytes, 'x');
        for (std::size_t sent = 0; sent < bytesEachWay; sent += pieceBytes)
            if (socket.sendAll(piece) == Outcome::ok)
                counted.sent += pieceBytes;
        socket.shutdown(Shutdown::sending);
    });
    while (auto piece = socket.recv(pieceBytes))
        counted.received += piece->size();
    sender.join();
}

int connections(int count) {
    TcpListener listener{"listener"};
    listener.listen(0, count);
    const auto port = listener.port();
    // Each side counts for itself, and says what it counted.
    Process server("server", [&] {
        Counted counted;
        std::vector<Thread> threads;
        for (int i = 0; i < count; ++i)
            threads.push_back(Thread([&counted, socket = std::make_shared<TcpSocket>(std::move(
                                                    *listener.accept()))] { exchange(*socket, counted); }));
        for (Thread& thread : threads)
            thread.join();
        std::printf("the server sent %zu and received %zu bytes\n", counted.sent.load(),
                    counted.received.load());
        std::fflush(stdout);
        return 0;
    });
    listener.close();
    Counted counted;
    std::vector<Thread> threads;
    for (int i = 0; i < count; ++i)
        threads.push_back(Thread([&counted, port] {
            TcpSocket socket;
            if (socket.connect(port) == Outcome::ok)
                exchange(socket, counted);
        }));
    for (Thread& thread : threads)
        thread.join();
    const bool isClean = server.join().isClean();
    std::printf("the clients sent %zu and received %zu bytes\n", counted.sent.load(),
                counted.received.load());
    return isClean ? 0 : 1;
}

const std::map<std::string, std::function<int(int)>> storms{{"threadsAtOnce", threadsAtOnce},
                                                            {"processesAtOnce", processesAtOnce},
                                                            {"threadsInTurn", threadsInTurn},
                                                            {"connections", connections}};

}  // namespace

int main() {
    const std::string name = argument("scene", "");
    const int count = argument("count", 1);
    for (const auto& some : {storms, messageStorms()})
        if (const auto storm = some.find(name); storm != some.end())
            return storm->second(count);
    return 2;
}
