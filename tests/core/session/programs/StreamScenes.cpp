// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/StreamScenes.h"

#include "core/ipc/BytePipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/UnixListener.h"
#include "core/sync/Sleep.h"

#include <vector>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

void unixSockets() {
    UnixListener listener{"l"}, second{"second"};
    listener.listen();
    second.listen(listener.address());
    listener.acceptFor(1ms);
    UnixSocket client{"s"};
    client.connect(listener.address());
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
    const std::string address = listener.address();
    listener.close();
    listener.close();
    UnixSocket late{"late"};
    late.connect(address);
}

// Its name is of the program's choosing, and one more wants in than the backlog takes.
void unixBacklog() {
    UnixListener listener{"l"};
    const std::string address = "heddle-" + std::to_string(getpid());
    listener.listen(address, 0);
    UnixSocket first{"first"};
    first.connect(address);
    Process child("child", [&] {
        UnixSocket socket{"s"};
        socket.connect(address);
        socket.sendAll("in");
        return 0;
    });
    sleepFor(20ms);  // held: virtual, the child waits by then
    auto one = listener.accept("one");
    auto other = listener.accept("other");
    other->recv(100);
    child.join();
    UnixSocket third{"third"}, fourth{"fourth"};
    third.connect(address);
    fourth.connectFor(address, 1ms);
}

void unixPairs() {
    UnixPair pair = UnixSocket::pair("p");
    Process child("child", [&] {
        pair.first.close();
        pair.second.recv(5);
        pair.second.recv(100);
        pair.second.sendAll("good");
        pair.second.sendAll("bye");
        return 0;
    });
    pair.second.close();
    sleepFor(20ms);  // held: virtual, the child waits by then
    pair.first.sendAll("warpweft");
    child.join();
    pair.first.recv(100);
    pair.first.recv(100);
    pair.first.sendAll("to nobody");
}

void bytePipes() {
    BytePipe pipe = makeBytePipe("p");
    pipe.reader.readFor(10, 1ms);
    pipe.reader.writeAll("the wrong way");
    Process child("child", [&] {
        pipe.writer.close();
        pipe.reader.read(5);
        pipe.reader.read(100);
        pipe.reader.read(4);
        pipe.reader.read(100);
        pipe.reader.read(100);
        return 0;
    });
    pipe.reader.close();
    sleepFor(20ms);  // held: virtual, the child waits by then
    pipe.writer.writeAll("warpweft");
    sleepFor(20ms);  // the child has read what there was
    pipe.writer.write("good");
    pipe.writer.close();
    child.join();
    BytePipe unread = makeBytePipe("unread");
    unread.reader.close();
    unread.writer.write("to nobody");
    unread.writer.close();
    unread.writer.close();
}

// More than a pipe takes: in parts, as the other side reads.
void fullBytePipe() {
    BytePipe pipe = makeBytePipe("p");
    Process child("child", [&] {
        pipe.reader.close();
        pipe.writer.writeAll(std::string(200'000, 'x'));
        return 0;
    });
    pipe.writer.close();
    sleepFor(20ms);  // held: virtual, the child waits by then
    while (pipe.reader.read(50'000)) {
    }
    child.join();
}

void killedAtStreams() {
    UnixPair pair = UnixSocket::pair("p"), full = UnixSocket::pair("f");
    BytePipe pipe = makeBytePipe("b");
    UnixListener listener{"l"};
    listener.listen();
    Process receives("receives", [&] { return pair.first.recv(1) ? 1 : 0; });
    Process sends("sends",
                  [&] { return static_cast<int>(full.second.sendAll(std::string(9'000'000, 'x'))); });
    Process reads("reads", [&] { return pipe.reader.read(1) ? 1 : 0; });
    Process accepts("accepts", [&] { return listener.accept("c") ? 1 : 0; });
    sleepFor(50ms);  // held: virtual, all of them wait by then
    for (Process* process : {&receives, &sends, &reads, &accepts}) {
        process->kill();
        process->join();
    }
}

// Everything that a connection can do, twice at a time: what comes of it is the scheduler's choice alone.
void unixCrowd() {
    UnixListener listener{"l"};
    listener.listen({}, 1);
    const std::string address = listener.address();
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
            UnixSocket socket{"s"};
            socket.connect(address);
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

// Pairs and pipes that several processes share, with tiny pieces and ones that do not fit.
void sharedStreams() {
    UnixPair pair = UnixSocket::pair("p");
    BytePipe pipe = makeBytePipe("b");
    std::vector<Process> processes;
    for (int i = 0; i < 3; ++i)
        processes.emplace_back("sender-" + std::to_string(i), [&, i] {
            for (int k = 0; k < 12; ++k) {
                const std::string piece(static_cast<std::size_t>(k % 3 == 0 ? 45'000 : k), 'x');
                i == 1 ? pair.first.sendAll(piece) : pipe.writer.writeAll(piece);
                i == 1 ? pipe.writer.write("ab") : pair.first.send("cde");
            }
            return 0;
        });
    for (int i = 0; i < 4; ++i)
        processes.emplace_back("receiver-" + std::to_string(i), [&, i] {
            pair.first.close();
            pipe.writer.close();
            while (i < 2 ? pair.second.recv(30'000) : pipe.reader.read(20'001)) {
            }
            return 0;
        });
    pair.first.close();
    pipe.writer.close();
    for (Process& process : processes)
        process.join();
}

}  // namespace

std::map<std::string, std::function<void()>> streamScenes() {
    return {{"unixSockets", unixSockets},     {"unixBacklog", unixBacklog},        {"unixPairs", unixPairs},
            {"bytePipes", bytePipes},         {"fullBytePipe", fullBytePipe},      {"unixCrowd", unixCrowd},
            {"sharedStreams", sharedStreams}, {"killedAtStreams", killedAtStreams}};
}

}  // namespace heddle::test
