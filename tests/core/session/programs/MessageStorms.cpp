// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/MessageStorms.h"

#include "core/ipc/BytePipe.h"
#include "core/ipc/Manager.h"
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/UdpSocket.h"
#include "core/ipc/UnixDatagram.h"
#include "core/ipc/UnixListener.h"
#include "core/sync/Queue.h"
#include "core/sync/Thread.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

constexpr std::size_t room = 64;         // of what is bounded
constexpr std::size_t mostBytes = 4096;  // that one look takes out of a stream

// A message of eight bytes: its number.
std::string messageOf(std::uint64_t number) {
    std::string bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    return bytes;
}

int told(int received, int sent) {
    std::printf("%d of %d came\n", received, sent);
    return received == sent ? 0 : 1;
}

int toldOfBytes(std::size_t received, int sent) {
    return told(static_cast<int>(received / sizeof(std::uint64_t)), sent);
}

// Sends by `send(number)` in a process of its own, while `receiveAll` counts here.
template <class Send, class Receive>
int betweenProcesses(int count, const Send& send, const Receive& receiveAll) {
    Process sender("sender", [&] {
        for (int i = 0; i < count; ++i)
            if (send(i) != Outcome::ok)
                return 1;
        return 0;
    });
    const int code = receiveAll();
    return sender.join().isClean() ? code : 1;
}

int throughQueue(int count) {
    Queue<int> queue{"queue", room};
    Thread sender("sender", [&] {
        for (int i = 0; i < count; ++i)
            queue.put(i);
        queue.close();
    });
    int received = 0;
    while (const auto item = queue.get())
        received += *item == received ? 1 : 0;
    sender.join();
    return told(received, count);
}

int throughProcessQueue(int count) {
    ProcessQueue<int> queue{"queue", room};
    return betweenProcesses(
        count, [&](int i) { return queue.put(i); },
        [&] {
            int received = 0;
            for (int i = 0; i < count; ++i)
                received += *queue.get() == i ? 1 : 0;
            return told(received, count);
        });
}

int throughPipe(int count, Duplex duplex) {
    auto [receiver, sender] = makePipe("pipe", duplex);
    Process process("sender", [count, &receiver = receiver, &sender = sender] {
        receiver.close();
        for (int i = 0; i < count; ++i)
            if (sender.send(messageOf(static_cast<std::uint64_t>(i))) != Outcome::ok)
                return 1;
        return 0;
    });
    sender.close();
    int received = 0;
    while (const auto message = receiver.recv())
        received += *message == messageOf(static_cast<std::uint64_t>(received)) ? 1 : 0;
    return process.join().isClean() ? told(received, count) : 1;
}

int throughBytePipe(int count) {
    BytePipe pipe = makeBytePipe("pipe");
    Process process("sender", [&] {
        pipe.reader.close();
        for (int i = 0; i < count; ++i)
            if (pipe.writer.writeAll(messageOf(static_cast<std::uint64_t>(i))) != Outcome::ok)
                return 1;
        return 0;
    });
    pipe.writer.close();
    std::size_t received = 0;
    while (auto piece = pipe.reader.read(mostBytes))
        received += piece->size();
    return process.join().isClean() ? toldOfBytes(received, count) : 1;
}

// To a socket that connects to `listener`, at whatever `where` says.
template <class Socket, class Listener, class Where>
int throughStream(int count, Listener& listener, const Where& where) {
    return betweenProcesses(
        1,
        [&](int) {
            Socket socket{"socket"};
            Outcome outcome = socket.connect(where);
            for (int i = 0; i < count && outcome == Outcome::ok; ++i)
                outcome = socket.sendAll(messageOf(static_cast<std::uint64_t>(i)));
            return outcome;
        },
        [&] {
            auto accepted = listener.accept("accepted");
            std::size_t received = 0;
            while (auto piece = accepted->recv(mostBytes))
                received += piece->size();
            return toldOfBytes(received, count);
        });
}

int throughTcp(int count) {
    TcpListener listener{"listener"};
    listener.listen();
    return throughStream<TcpSocket>(count, listener, listener.port());
}

int throughUnixSocket(int count) {
    UnixListener listener{"listener"};
    listener.listen();
    return throughStream<UnixSocket>(count, listener, listener.address());
}

// What the kernel itself counted as dropped for want of room: the last word of the socket's line. Negative:
// there is no such line.
int droppedAt(std::uint16_t port) {
    std::ifstream table("/proc/net/udp");
    char wanted[32];
    std::snprintf(wanted, sizeof wanted, "0100007F:%04X", port);
    for (std::string line; std::getline(table, line);) {
        std::istringstream words(line);
        std::string slot, address, word, last;
        words >> slot >> address;
        if (address != wanted)
            continue;
        while (words >> word)
            last = word;
        return std::stoi(last);
    }
    return -1;
}

// Nobody waits for anybody: what finds no room is dropped, and nobody is told.
int throughUdp(int count) {
    UdpSocket receiver{"receiver"};
    receiver.bind();
    auto [hasEnded, itself] = makePipe("end");
    Process sender("sender", [count, port = receiver.port(), &hasEnded = hasEnded] {
        hasEnded.close();
        UdpSocket socket{"socket"};
        socket.connect(port);
        for (int i = 0; i < count; ++i)
            if (socket.send(messageOf(static_cast<std::uint64_t>(i))) != Outcome::ok)
                return 1;
        return 0;
    });
    itself.close();
    int received = 0;
    for (bool isOver = false;;) {
        auto datagram = receiver.recvFromFor(64, 50ms);
        received += datagram ? 1 : 0;
        if (!datagram && isOver)
            break;
        if (!datagram)
            isOver = hasEnded.poll();
    }
    const bool isClean = sender.join().isClean();
    const int dropped = droppedAt(receiver.port());
    std::printf("%d of %d came, %d were dropped\n", received, count, dropped);
    return isClean && received + dropped == count ? 0 : 1;
}

int throughUnixDatagrams(int count) {
    UnixDatagramPair pair = UnixDatagram::pair("pair");
    return betweenProcesses(
        count, [&](int i) { return pair.second.send(messageOf(static_cast<std::uint64_t>(i))); },
        [&] {
            int received = 0;
            for (int i = 0; i < count; ++i)
                received += *pair.first.recv(64) == messageOf(static_cast<std::uint64_t>(i)) ? 1 : 0;
            return told(received, count);
        });
}

int throughManager(int count) {
    Manager manager{"manager"};
    ManagedQueue queue = manager.queue("queue", room);
    return betweenProcesses(
        count, [&](int i) { return queue.put(i); },
        [&] {
            int received = 0;
            for (int i = 0; i < count; ++i)
                received += *queue.get() == Json(i) ? 1 : 0;
            return told(received, count);
        });
}

}  // namespace

std::map<std::string, std::function<int(int)>> messageStorms() {
    return {{"queue", throughQueue},
            {"processQueue", throughProcessQueue},
            {"pipe", [](int count) { return throughPipe(count, Duplex::no); }},
            {"duplexPipe", [](int count) { return throughPipe(count, Duplex::yes); }},
            {"bytePipe", throughBytePipe},
            {"tcp", throughTcp},
            {"unixSocket", throughUnixSocket},
            {"udp", throughUdp},
            {"unixDatagrams", throughUnixDatagrams},
            {"manager", throughManager}};
}

}  // namespace heddle::test
